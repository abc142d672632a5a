package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NetworkThrottleTest {
    private static final Duration PER = Duration.ofSeconds(16);

    private final FakeTime time = new FakeTime();
    private final NetworkThrottle throttle = new NetworkThrottle(2, PER, time);

    /** One of the 65,536 homes of a network. */
    private static String home(int i) {
        return "2001:db8:7:" + Integer.toHexString(i) + ":0:0:0:0/64";
    }

    /** At so many homes, from the first on. */
    private void spend(int homes) {
        for (int i = 0; i < homes; i++) {
            throttle.spend(home(i));
        }
    }

    @Test
    void aHomeIsAnAddress() {
        assertThat(throttle.take(home(1))).isNull();
        assertThat(throttle.take(home(1))).isNull();
        assertThat(throttle.take(home(1))).isEqualTo(PER);
        assertThat(throttle.left(home(1))).isZero();
        assertThat(throttle.take(home(2))).isNull();
        assertThat(throttle.left(home(2))).isEqualTo(1);
    }

    @Test
    void aNetworkIsSixteenAddresses() {
        for (int i = 0; i < 32; i++) {
            assertThat(throttle.take(home(i))).isNull();
        }
        assertThat(throttle.take(home(100))).isEqualTo(PER.dividedBy(16));
        assertThat(throttle.retryAfter(home(101))).isEqualTo(PER.dividedBy(16));
        assertThat(throttle.left(home(101))).isZero();
        time.advance(PER.dividedBy(16));
        assertThat(throttle.take(home(100))).isNull();
        assertThat(throttle.take(home(101))).isNotNull();
    }

    @Test
    void whoIsRefusedForTheNetworkHasLostNothing() {
        spend(32);
        throttle.take(home(100));
        time.advance(PER.dividedBy(8));
        assertThat(throttle.take(home(100))).isNull();
        assertThat(throttle.take(home(100))).isNull();
    }

    @Test
    void whatIsSpentIsSpentForBoth() {
        spend(31);
        assertThat(throttle.left(home(1))).isEqualTo(1);
        assertThat(throttle.left(home(100))).isEqualTo(1);
        throttle.spend(home(100));
        assertThat(throttle.left(home(1))).isZero();
        assertThat(throttle.retryAfter(home(1))).isEqualTo(PER.dividedBy(16));
    }

    @Test
    void othersAreOfNoNetwork() {
        spend(32);
        for (String other : new String[] {"2001:db8:8:0:0:0:0:0/64", "192.0.2.1", "KQZW", "::1", "/64"}) {
            assertThat(throttle.take(other)).as(other).isNull();
            assertThat(throttle.retryAfter(other)).as(other).isNull();
        }
    }
}
