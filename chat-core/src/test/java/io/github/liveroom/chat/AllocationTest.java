package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A message costs memory once for the room, not once for each member: bytes that are the same on every machine. */
class AllocationTest {
    private static final int MESSAGES = 50;

    private static final class Nowhere implements Outbox {
        @Override
        public void entries(EntryBatch batch, int from, int to) {}

        @Override
        public void signal(RoomEvent signal) {}

        @Override
        public void gone(RoomEvent.Gone gone) {}
    }

    @Test
    void noneIsNeededForAMember() {
        long few = bytesOfMessages(10);
        long many = bytesOfMessages(2_010);

        long more = (many - few) / (2_000L * MESSAGES);
        assertThat(more).as("bytes a delivery, of %d and %d", few, many).isZero();
    }

    private static long bytesOfMessages(int members) {
        try (TestService service = new TestService(settings -> settings.maxMembers(3_000))) {
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
