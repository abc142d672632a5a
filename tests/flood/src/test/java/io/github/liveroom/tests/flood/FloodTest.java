package io.github.liveroom.tests.flood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * One address attacks, and people at another come, join and talk all the time: whatever they say arrives. Afterwards nothing
 * is left of the attack. Short, unless {@code soak.flood} says how many seconds each attack takes.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(600)
class FloodTest {
    private static final int SECONDS = Integer.getInteger("soak.flood", 1);
    private static final boolean LONG = SECONDS > 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The container's pool has 200 and the rest needs a few dozen: less than one for each connection. */
    private static final int MOST_THREADS = 450;

    private static Server server;
    private static People people;

    @BeforeAll
    static void start() throws Exception {
        // In a second nobody comes near the limits that there are.
        server = LONG ? Server.start() : Server.start("connections-per-address=50", "handshakes-per-second=10");
        people = new People(server.port());
        people.visit();
    }

    @AfterAll
    static void stop() throws Exception {
        people.close();
        server.close();
    }

    @Test
    void halfHandshakesHoldNobodyUp() throws Exception {
        withstands("half handshakes", port -> new Trickle(port, LONG ? 2000 : 500, Line.UPGRADE + "X-Slow: "));
    }

    @Test
    void slowFormsHoldNobodyUp() throws Exception {
        String form = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: 8000\r\n\r\nname=";
        withstands("slow forms", port -> new Trickle(port, LONG ? 2000 : 500, form));
    }

    @Test
    void streamsThatAreNotReadHoldNobodyUp() throws Exception {
        withstands("streams not read", port -> new Stalled(port, people.room(), LONG ? 300 : 20));
    }

    @Test
    void aFloodOfConnectionsHoldsNobodyUp() throws Exception {
        Map<String, Long> answers = ((Flood) withstands("connections", Flood::new)).answers();
        assertThat(answers.keySet()).isSubsetOf(Set.of("hello", "429", "503", "4507"));
    }

    /** An attack goes on while people talk; then it ends, and the server is as it was. */
    private static Attack withstands(String what, Attack.Begin begin) throws Exception {
        long before = server.sockets();
        int threads = 0;
        Attack attack = begin.on(server.port());
        try (attack;
                Beat beat = new Beat()) {
            for (int i = 0; i < SECONDS * Beat.PER_SECOND || !attack.hasHit(); i++) {
                beat.await();
                attack.goOn();
                people.visit();
                threads = Math.max(threads, server.threads());
            }
        }
        assertThat(threads).as("threads, at most").isLessThan(MOST_THREADS);
        if (LONG) {
            System.out.println(what + ": " + attack + ", slowest visit "
                    + people.slowest().toMillis() + " ms, " + threads + " threads");
        }
        await("the sockets of the attack are closed").atMost(PATIENCE).until(() -> {
            people.visit(); // the end of a stream shows when something is written to it
            return server.sockets() <= before;
        });
        return attack;
    }
}
