package io.github.liveroom.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Visitors whom the container itself has let in, which ends their connections when it ends their HTTP session. */
abstract class LoginTests extends WireTests {
    private static final String CREDENTIALS = ContainerUnderTest.USER + ":" + ContainerUnderTest.PASSWORD;

    LoginTests(Servers servers) {
        super(servers);
    }

    /** Not 1008, with which the container would end them, and after which a client does not come back. */
    @Test
    void tellsThoseWhoAreLoggedInToComeBack() throws IOException {
        RunningServer server = servers.own();
        RawSocket ada = closing(RawSocket.dial(server));
        RawSocket.Answer answer = ada.handshake(
                server,
                "Sec-WebSocket-Protocol: liveroom.v1",
                "Authorization: Basic " + Base64.getEncoder().encodeToString(CREDENTIALS.getBytes(UTF_8)));
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.headers())
                .as("a session, by which the container knows them")
                .containsKey("set-cookie");
        assertThat(ada.nextLine().has("hello")).isTrue();
        // Hello is said while the container still opens the connection: an answer shows that it has done so.
        ada.text(WireClient.command(1, "create"));
        assertThat(ada.nextLine().has("ok")).isTrue();
        server.close();
        assertThat(ada.closeCode()).isEqualTo(4001);
    }
}
