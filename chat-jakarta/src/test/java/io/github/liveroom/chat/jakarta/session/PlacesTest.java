package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "2001:db8:0:0:0:0:0:0/64";

    private final FakeTime time = new FakeTime();

    private Places places(int all, int perAddress, int perMember) {
        return new Places(new Places.Limits(all, 100, perAddress, perMember, 4), time);
    }

    private static Handshake from(String address) {
        return new Handshake(address, Visitor.UNKNOWN, null);
    }

    private static Handshake known(String address, String identity, String session) {
        return new Handshake(address, new Visitor(identity, session, null, null, false), null);
    }

    @Test
    void countsTheConnectionsOfAnAddressUntilTheyAreClosed() {
        Places places = places(100, 2, 100);
        assertThat(places.take(from(HERE))).isNull();
        assertThat(places.refusal(HERE)).isNull();
        assertThat(places.take(from(HERE))).isNull();
        assertThat(places.take(from(HERE))).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(places.refusal(HERE)).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(places.refusal(THERE)).isNull();
        assertThat(places.take(from(THERE))).isNull();
        places.free(from(HERE));
        assertThat(places.take(from(HERE))).isNull();
        assertThat(places.take(from(HERE))).isNotNull();
    }

    @Test
    void aNetworkHasThePlacesOfSixteenAddresses() {
        Places places = places(100, 2, 100);
        Handshake last = from("2001:db8:1:f:0:0:0:0/64");
        for (int home = 0; home < 16; home++) {
            String address = "2001:db8:1:" + Integer.toHexString(home) + ":0:0:0:0/64";
            assertThat(places.take(from(address))).isNull();
            assertThat(places.take(from(address))).isNull();
        }
        String next = "2001:db8:1:10:0:0:0:0/64";
        assertThat(places.refusal(next)).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(places.take(from("2001:db8:2:0:0:0:0:0/64"))).isNull();
        places.free(last);
        assertThat(places.take(from(next))).isNull();
        assertThat(places.take(from(next))).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
    }

    @Test
    void countsTheConnectionsOfAPersonWhereverTheyComeFrom() {
        Places places = places(100, 100, 2);
        assertThat(places.take(known(HERE, "ada", "s1"))).isNull();
        assertThat(places.take(known(THERE, "ada", "s2"))).isNull();
        assertThat(places.take(known(HERE, "ada", "s3"))).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(places.take(known(HERE, "bob", "s1"))).isNull();
        places.free(known(THERE, "ada", "s2"));
        assertThat(places.take(known(HERE, "ada", null))).isNull();
    }

    @Test
    void countsTheConnectionsOfAGuestsBrowser() {
        Places places = places(100, 100, 1);
        assertThat(places.take(known(HERE, null, "ada"))).isNull();
        assertThat(places.take(known(THERE, null, "ada"))).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(places.take(known(THERE, "ada", null)))
                .as("an identity is no browser")
                .isNull();
    }

    @Test
    void aRefusalTakesNoPlace() {
        Places places = places(3, 2, 1);
        assertThat(places.take(known(HERE, "ada", null))).isNull();
        for (int i = 0; i < 10; i++) {
            assertThat(places.take(known(HERE, "ada", null))).isNotNull();
        }
        assertThat(places.take(known(HERE, "bob", null))).isNull();
        for (int i = 0; i < 10; i++) {
            assertThat(places.take(known(HERE, "eve", null))).isNotNull();
        }
        assertThat(places.take(known(THERE, "eve", null))).isNull();
    }

    @Test
    void whoIsNotKnownIsLimitedWithAllOthers() {
        Places places = places(5, 1, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(places.isFull()).isFalse();
            assertThat(places.take(Handshake.UNKNOWN)).isNull();
        }
        assertThat(places.isFull()).isTrue();
        assertThat(places.take(Handshake.UNKNOWN)).isEqualTo(CloseCode.TRY_LATER);
        assertThat(places.refusal(HERE)).isEqualTo(CloseCode.TRY_LATER);
        assertThat(places.take(from(HERE))).isEqualTo(CloseCode.TRY_LATER);
        places.free(Handshake.UNKNOWN);
        assertThat(places.isFull()).isFalse();
        assertThat(places.take(from(HERE))).isNull();
    }

    @Test
    void limitsHowFastAnAddressBeginsConnections() {
        Places places = places(100, 2, 1);
        for (int i = 0; i < 2 * 2 + 2 * 4; i++) {
            assertThat(places.handshake(HERE)).isNull();
        }
        assertThat(places.handshake(HERE)).isEqualTo(Duration.ofMillis(250));
        assertThat(places.handshake(THERE)).isNull();
        time.advance(Duration.ofMillis(250));
        assertThat(places.handshake(HERE)).isNull();
        assertThat(places.handshake(HERE)).isNotNull();
        for (int i = 0; i < 100; i++) {
            assertThat(places.handshake("")).isNull();
        }
    }
}
