package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The end of a server with many clients that neither read nor answer. */
abstract class DeafTests extends WireTests {
    /** More than are told at a time. */
    private static final int DEAF = 100;

    DeafTests(Servers servers) {
        super(servers);
    }

    @Test
    void holdUpNoStopAndLeaveNoThread() throws Exception {
        Set<Thread> before = StopTests.threadsOfOurs();
        RunningServer server = servers.own("stop-within", "3s", "joins-per-second", "1000");
        WireClient ada = connect(server);
        String room = ada.create();
        ada.join(room, "Ada");
        for (int i = 0; i < DEAF; i++) {
            join(server, room, "Deaf " + i);
        }
        ada.await("those who do not read", DEAF, line -> line.at("type").is("join"));
        for (int i = 0; i < 50; i++) {
            ada.say(room, "x".repeat(4000));
        }
        long began = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(WireClient.PATIENCE);
        assertThat(ada.closeCode()).isEqualTo(4001);
        StopTests.assertNoThreadsBut(before);
    }

    private void join(RunningServer server, String room, String name) throws IOException {
        narrow(server).text(WireClient.command(1, "join", "room", room, "name", name));
    }
}
