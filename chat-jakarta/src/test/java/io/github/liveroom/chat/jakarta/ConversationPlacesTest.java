package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of connections when there are too many. */
class ConversationPlacesTest {
    private static final String HERE = "192.0.2.1";

    private final AtomicInteger asked = new AtomicInteger();

    private final Chat chat = new Chat(settings -> settings.maxConnections(4)
            .pendingConnections(2)
            .connectionsPerAddress(1)
            .connectionsPerMember(1)
            .handshakesPerSecond(1)
            .authenticator(evidence -> {
                asked.incrementAndGet();
                return Optional.of(new Visitor("somebody", null, null, null, false));
            }));

    @AfterEach
    void close() {
        chat.close();
    }

    private static HttpServletRequest request(String address) {
        return new FakeRequest().from(address).get();
    }

    private Client talker() {
        Client talker = chat.connect();
        talker.ok("'cmd':'create'");
        return talker;
    }

    // ---------------------------------------------------------------- those who say nothing

    @Test
    void whoHasBeenSilentForLongestGoesForWhoComes() {
        Client first = chat.connect();
        Client second = chat.connect();
        assertThat(first.closed()).isNull();
        Client third = chat.connect();

        assertThat(first.closed()).isEqualTo(1013);
        second.ok("'cmd':'create'");
        third.ok("'cmd':'create'");
    }

    @Test
    void whoHasSpokenOrGoneIsNotSilent() {
        Client talker = talker();
        Client first = chat.connect();
        chat.connect().conversation.closed(1006);
        Client second = chat.connect();

        assertThat(talker.closed()).isNull();
        assertThat(first.closed()).isNull();
        assertThat(second.closed()).isNull();
    }

    @Test
    void whoIsRefusedDrivesNobodyOut() {
        Client first = chat.connectFrom(HERE);
        chat.connect();
        assertThat(chat.connectFrom(HERE).closed()).isEqualTo(4507);
        assertThat(first.closed()).isNull();
    }

    // ---------------------------------------------------------------- limits of all, and of a person

    @Test
    void whoComesWhenAllIsTakenIsClosed() {
        Client first = talker();
        for (int i = 0; i < 3; i++) {
            talker();
        }
        Client late = chat.connect();

        assertThat(late.closed()).isEqualTo(1013);
        assertThat(late.take()).as("no hello").isEmpty();
        late.conversation.closed(1013);
        assertThat(chat.connect().closed()).as("its place was none").isEqualTo(1013);
        first.conversation.closed(1006);
        assertThat(chat.connect().closed()).isNull();
    }

    @Test
    void aPersonHasSoManyConnections() {
        Handshake ada = new Handshake("", new Visitor("ada", null, null, null, false), null);
        Client first = chat.connect(ada);
        assertThat(chat.connect(ada).closed()).isEqualTo(4507);
        first.conversation.closed(1000);
        assertThat(chat.connect(ada).closed()).isNull();
    }

    // ---------------------------------------------------------------- before the connection

    @Test
    void theHostIsNotAskedAboutWhomTheLimitsRefuse() {
        chat.connectFrom(HERE);
        Handshake refused = chat.gateway.handshakes().of(request(HERE));

        assertThat(refused.refused()).isEqualTo(CloseCode.TOO_MANY_CONNECTIONS);
        assertThat(asked).hasValue(0);
        assertThat(chat.gateway.handshakes().of(request("192.0.2.2")).refused()).isNull();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoBeginsTooManyIsPutOff() {
        for (int i = 0; i < 4; i++) {
            assertThat(chat.gateway.handshakes().putsOff(request(HERE), new FakeResponse().get()))
                    .isFalse();
        }
        FakeResponse response = new FakeResponse();

        assertThat(chat.gateway.handshakes().putsOff(request(HERE), response.get()))
                .isTrue();
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers).containsEntry("Retry-After", "1");
        assertThat(chat.gateway.handshakes().putsOff(request("192.0.2.2"), response.get()))
                .isFalse();
    }

    @Test
    void everybodyIsPutOffWhenAllIsTaken() {
        for (int i = 0; i < 4; i++) {
            talker();
        }
        FakeResponse response = new FakeResponse();

        assertThat(chat.gateway.handshakes().putsOff(request(HERE), response.get()))
                .isTrue();
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers).containsEntry("Retry-After", "5");
    }
}
