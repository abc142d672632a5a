package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A message costs memory once for the room, not once for each member: bytes that are the same on every machine. */
class AllocationTest {
    private static final int MESSAGES = 50;

    /** Takes none by itself. */
    private static final class Counted implements Meters {
        private int sent;
        private int deliveries;

        @Override
        public void sent(int entries, int connections, long nanos) {
            sent++;
            deliveries += entries * connections;
        }
    }

    @Test
    void noneIsNeededForAMember() {
        assertNone(Meters.NONE);
    }

    @Test
    void noneIsNeededForAMemberWhereSomebodyCounts() {
        Counted counted = new Counted();
        assertNone(counted);
        int members = 10 + 2_010;
        assertThat(counted.sent).as("joins, messages, ends of rooms").isEqualTo(members + 4 * MESSAGES + 2);
        assertThat(counted.deliveries).isEqualTo(10 * 11 / 2 + 2_010 * 2_011 / 2 + 2 * MESSAGES * members);
    }

    private static void assertNone(Meters meters) {
        long few = bytesOfMessages(10, meters);
        long many = bytesOfMessages(2_010, meters);

        long more = (many - few) / (2_000L * MESSAGES);
        assertThat(more).as("bytes a delivery, of %d and %d", few, many).isZero();
    }

    private static long bytesOfMessages(int members, Meters meters) {
        try (TestService service =
                new TestService(settings -> settings.maxMembers(3_000).meters(meters))) {
            Room room = service.room();
            for (int i = 1; i < members; i++) {
                CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
                room.connect(JoinRequest.named("m" + i), new Nowhere(), joined::complete);
                now(joined).orElseThrow();
            }
            InProcessClient author = service.join(room, "author");
            send(author); // what the first messages need, the later ones do not
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            send(author);
            return threads.getCurrentThreadAllocatedBytes() - before;
        }
    }

    private static void send(InProcessClient author) {
        for (int i = 0; i < MESSAGES; i++) {
            now(author.send("hello"));
        }
    }
}
