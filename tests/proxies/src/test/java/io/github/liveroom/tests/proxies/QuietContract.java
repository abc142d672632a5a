package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a proxy does that ends silent connections. The server asks for signs of life every five seconds. */
interface QuietContract extends ProxyContract {
    /** Longer than from ping to ping, and shorter than the test looks. */
    @Test
    default void keepsThoseThatOnlyAnswerPings() {
        Proxy proxy = behind().proxy(Duration.ofSeconds(15));
        Wire socket = socket(proxy);
        Wire stream = stream(proxy);
        socket.awaitPings(4);
        stream.awaitPings(4);
        for (Wire wire : new Wire[] {socket, stream}) {
            wire.send("{\"id\":1,\"cmd\":\"leave\",\"room\":\"QQQ0\"}");
            wire.awaitLine("{\"id\":1,");
        }
    }

    /**
     * Shorter than from ping to ping: so it is the time-outs of the configuration that count, and a server that asks too seldom
     * would be noticed.
     */
    @Test
    default void endsThoseThatAreSilentForTooLong() {
        Proxy proxy = behind().proxy(Duration.ofSeconds(4));
        Wire socket = socket(proxy);
        Wire stream = stream(proxy);
        assertThat(socket.awaitEnd()).isEqualTo(Wire.BROKEN);
        assertThat(stream.awaitEnd()).isEqualTo(Wire.BROKEN);
    }
}
