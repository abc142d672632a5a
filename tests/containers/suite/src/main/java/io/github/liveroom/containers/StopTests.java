package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The end of a server. */
abstract class StopTests extends WireTests {
    StopTests(Servers servers) {
        super(servers);
    }

    @Test
    void tellsEveryoneToComeBackLater() {
        RunningServer server = servers.own();
        WireClient ada = connect(server);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(server);
        bob.join(room, "Bob");
        WireClient eve = connect(server);
        eve.hello();
        server.close();
        for (WireClient client : List.of(ada, bob, eve)) {
            assertThat(client.closeCode()).isEqualTo(4001);
            assertThat(client.closeReason()).matches(".*\\bdelayMs=\\d+\\b.*");
        }
    }

    @Test
    void doesNotWaitForThoseWhoDoNotListen() throws IOException {
        RunningServer server = servers.own();
        WireClient ada = connect(server);
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket deaf = narrow(server);
        deaf.text(WireClient.command(1, "join", "room", room, "name", "Deaf"));
        ada.push(room, "join");
        for (int i = 0; i < 50; i++) {
            ada.say(room, "x".repeat(4000));
        }
        long before = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(WireClient.PATIENCE);
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        Set<Thread> before = threadsOfOurs();
        RunningServer server = servers.own();
        WireClient ada = connect(server);
        String room = ada.create("passphrase", "sesame");
        ada.join(room, "Ada");
        for (int i = 0; i < 4; i++) {
            connect(server).post("join", "room", room, "name", "Bob", "passphrase", "guess"); // takes its time
        }
        server.close();
        assertNoThreadsBut(before);
    }

    static void assertNoThreadsBut(Set<Thread> before) throws InterruptedException {
        Set<Thread> left = threadsOfOurs();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(WireClient.PATIENCE.toMillis()); // it may just be on its way out
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    static Set<Thread> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("liveroom"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void startsAgainAsIfNothingHadBeen() {
        RunningServer first = servers.own();
        WireClient ada = connect(first);
        String room = ada.create();
        Json joined = ada.join(room, "Ada");
        first.close();
        RunningServer second = servers.own();
        try {
            WireClient again = connect(second);
            assertThat(again.error(
                            "join", "room", room, "resume", joined.at("resume").text()))
                    .isIn("room_not_found", "unauthorized");
        } finally {
            second.close();
        }
    }
}
