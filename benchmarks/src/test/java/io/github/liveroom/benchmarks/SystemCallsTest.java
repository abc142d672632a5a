package io.github.liveroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a delivery costs in system calls: counts that do not depend on how fast the machine is. */
@Tag("strace")
class SystemCallsTest {
    private static final int MEMBERS = 50;

    /** All of it fits into what a connection holds that nobody reads, so no write is done by halves. */
    private static final int BURST = 500;

    /** So few that a burst would have to take longer than anybody waits to need more frames than it may. */
    private static final int FRAMES_PER_SECOND = 1;

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    private Path folder;

    private final AtomicLong frames = new AtomicLong();
    private final CountDownLatch joined = new CountDownLatch(MEMBERS);
    private final CountDownLatch delivered = new CountDownLatch(MEMBERS);

    @BeforeAll
    static void look() throws InterruptedException {
        assumeTrue(TracedServer.isPossible(), "needs a strace of 5.3 or newer that may look at processes");
    }

    private void heard(String text) {
        frames.incrementAndGet();
        if (text.contains("\"resume\":")) {
            joined.countDown();
        }
        if (text.contains("\"text\":\"last\"")) {
            delivered.countDown();
        }
    }

    private static void await(CountDownLatch latch, String what) throws InterruptedException {
        assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(what).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aFrameIsOneCallAndABurstIsFewFrames(TracedServer.Container container) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        try (TracedServer server = new TracedServer(container, FRAMES_PER_SECOND, folder)) {
            String room = server.room();
            List<Listener.Connected> members = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                Listener.Connected member = Listener.connect(http, server.address(), this::heard);
                member.say("{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room + "\",\"name\":\"m" + i + "\",\"tail\":0}");
                members.add(member);
            }
            await(joined, "everybody has joined");
            long before = frames.get();
            for (int i = 1; i <= BURST; i++) {
                members.get(0)
                        .say("{\"id\":" + (i + 1) + ",\"cmd\":\"send\",\"room\":\"" + room + "\",\"cid\":\"" + i
                                + "\",\"text\":\"" + (i < BURST ? "hello" : "last") + "\"}");
            }
            await(delivered, "everybody has the last message");
            long ofBurst = frames.get() - before;
            long writes = server.killAndCountWrites();
            for (Listener.Connected member : members) {
                member.closed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }

            assertThat(ofBurst)
                    .as("frames for %d messages to %d members", BURST, MEMBERS)
                    .isLessThanOrEqualTo(BURST * MEMBERS / 4);
            assertThat(writes)
                    .as(
                            "calls for %d frames, for as many answers to upgrades as members, and signs of life",
                            frames.get())
                    .isBetween((long) MEMBERS, frames.get() + 2 * MEMBERS);
        }
    }
}
