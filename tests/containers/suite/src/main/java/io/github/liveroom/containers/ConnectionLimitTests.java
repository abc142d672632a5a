package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How many connections there may be, and what becomes of those who come then. */
abstract class ConnectionLimitTests extends WireTests {
    ConnectionLimitTests(Servers servers) {
        super(servers);
    }

    // ---------------------------------------------------------------- of an address

    @Test
    void limitsTheConnectionsOfAnAddress() throws IOException {
        RunningServer three = servers.with("connections-per-address", "3");
        WireClient first = connect(three);
        connect(three).hello();
        connect(three).hello();
        first.hello();
        WireClient fourth = connect(three);
        if (!addressesAreKnown()) {
            fourth.hello();
            return;
        }
        assertThat(fourth.closeCode()).isEqualTo(4507);
        assertThat(fourth.lines()).as("no hello").isEmpty();
        WireClient host = connectFromElsewhere(three);
        String room = host.create();
        host.join(room, "Host");
        first.join(room, "Ada");
        first.drop();
        assertThat(host.push(room, "status").at("status").text()).isEqualTo("away"); // so the server knows
        connect(three).hello();
    }

    @Test
    void countsTheLastAddressThatNoTrustedProxyMadeUp() {
        RunningServer single = servers.with("connections-per-address", "1");
        connectFrom("192.0.2.1, 192.0.2.2", single).hello();
        connectFrom("192.0.2.1, 192.0.2.3", single).hello();
        connectFrom("192.0.2.4, 127.0.0.1", single).hello();
        assertOneTooMany(single, "192.0.2.9, 192.0.2.2");
        assertOneTooMany(single, "192.0.2.3");
        assertOneTooMany(single, "192.0.2.4");
    }

    @Test
    void countsIpv6AddressesByNetwork() {
        RunningServer single = servers.with("connections-per-address", "1");
        connectFrom("2001:db8:1:2::1", single).hello();
        connectFrom("2001:db8:1:3::1", single).hello();
        assertOneTooMany(single, "2001:db8:1:2:ffff::2");
    }

    @Test
    void believesNobodyWhoIsNoTrustedProxy() {
        RunningServer single = servers.with("connections-per-address", "1", "trusted-proxies", "192.0.2.0/24");
        connectFrom("192.0.2.1", single).hello();
        assertOneTooMany(single, "192.0.2.2");
    }

    private void assertOneTooMany(RunningServer server, String claimedAddress) {
        WireClient client = connectFrom(claimedAddress, server);
        if (addressesAreKnown()) {
            assertThat(client.closeCode()).isEqualTo(4507);
        } else {
            client.hello();
        }
    }

    @Test
    void refusesAnAddressThatBeginsTooManyBeforeItIsConnected() throws IOException {
        RunningServer slow = servers.with("handshakes-per-second", "1", "connections-per-address", "1");
        RawSocket.Answer answer = begin(slow, address);
        for (int i = 0; i < 50 && answer.status() != 429; i++) {
            answer = begin(slow, address);
        }
        if (!addressesAreKnown()) {
            assertThat(answer.status()).isEqualTo(101);
            return;
        }
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
        connectFromElsewhere(slow).hello();
    }

    /** Asks for a connection, and gives the status and the headers of the answer. */
    private RawSocket.Answer begin(RunningServer server, String from) throws IOException {
        RawSocket raw = closing(RawSocket.dial(server));
        String header = Servers.ADDRESS + ": " + from;
        return servers.wire() == Wire.Kind.WEBSOCKET
                ? raw.handshake(server, header)
                : raw.ask(
                        "GET " + server.context() + "/liveroom/stream HTTP/1.1",
                        "Host: 127.0.0.1:" + server.port(),
                        header);
    }

    // ---------------------------------------------------------------- of the server

    @Test
    void limitsTheConnectionsOfTheServer() throws IOException {
        RunningServer small = closing(servers.own("max-connections", "2"));
        WireClient ada = connect(small);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connectFromElsewhere(small);
        bob.join(room, "Bob");
        if (servers.container().refusesBeforeTheUpgrade()) {
            RawSocket.Answer third = begin(small, "192.0.2.1");
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.headers()).containsEntry("retry-after", "5");
        } else {
            assertThat(connect(small).closeCode()).isEqualTo(1013);
        }
        ada.say(room, "those who are in go on");
        bob.drop();
        assertThat(ada.push(room, "status").at("status").text()).isEqualTo("away"); // so the server knows
        connectFromElsewhere(small).hello();
    }

    @Test
    void endsWhoeverHasBeenSilentForLongest() {
        RunningServer few = closing(servers.own("pending-connections", "2"));
        WireClient talker = connect(few);
        talker.create();
        WireClient first = connect(few);
        first.hello();
        WireClient second = connect(few);
        second.hello();
        WireClient third = connectFromElsewhere(few);
        third.hello();
        assertThat(first.closeCode()).isEqualTo(1013);
        talker.create();
        second.create();
        third.create();
    }
}
