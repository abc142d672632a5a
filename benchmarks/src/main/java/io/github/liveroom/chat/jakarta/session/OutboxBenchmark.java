package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.spi.EntryBatch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What is done for each connection, from the room to the container. In this package because what is measured is in it, and
 * is nobody else's business.
 */
public class OutboxBenchmark {
    private static final int QUEUE_BYTES = 512 * 1024;

    /** A container that has sent each frame at once, or when it is told to. */
    static final class Container implements Carrier {
        private final boolean atOnce;
        private final Queue<Consumer<@Nullable Throwable>> underWay = new ArrayDeque<>();
        private long length;

        Container(boolean atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        @CompilerControl(CompilerControl.Mode.DONT_INLINE) // as little of a real one can be
        public void send(String frame, Consumer<@Nullable Throwable> sent) {
            length += frame.length();
            if (atOnce) {
                sent.accept(null);
            } else {
                underWay.add(sent);
            }
        }

        void sent() {
            underWay.remove().accept(null);
        }

        @Override
        public void close(int code, String reason) {
            throw new IllegalStateException("closed with " + code);
        }

        long length() {
            return length;
        }
    }

    private static FrameQueue queue(Carrier carrier) {
        return new FrameQueue(carrier, QUEUE_BYTES, (code, reason) -> {
            throw new IllegalStateException("closed with " + code);
        });
    }

    /** One connection and a line that all members of its room get. */
    @State(Scope.Thread)
    public static class Connection {
        private static final String LINE =
                "{\"room\":\"ABCD\",\"offset\":12345,\"type\":\"message\",\"at\":1767323045006,"
                        + "\"member\":\"m17\",\"name\":\"Member 17\",\"text\":\"" + "x".repeat(64) + "\"}";

        final FrameQueue.Item item = FrameQueue.Item.shared(LINE);
        final Container quick = new Container(true);
        final Container slow = new Container(false);
        final FrameQueue idle = queue(quick);
        final FrameQueue busy = queue(slow);
    }

    /** A connection in a room, and what happens there. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH sets up first
    public static class Member {
        private static final RoomCode ROOM = new RoomCode("ABCD");

        /** That go together. */
        @Param({"1", "4", "32"})
        public int entries;

        private final List<Entry> said = new ArrayList<>();
        final Container container = new Container(true);
        final RoomFeed feed = new RoomFeed(ROOM, queue(container), new Feeds());
        EntryBatch known;

        /** Writes what happens, and joins the connection to the room. */
        @Setup
        public void say() {
            feed.joinedAs(new MemberId(1), "mine");
            for (int i = 1; i <= entries; i++) {
                said.add(new Entry(
                        i,
                        Instant.parse("2026-01-02T03:04:05.006Z"),
                        new Fact.Message(new MemberId(17), "Member 17", "x".repeat(64), null),
                        new Entry.Cause("another's", "2VmTb0mW1kLq8eRwz3Yc7A", "send")));
            }
            known = batch();
        }

        EntryBatch batch() {
            return new EntryBatch(ROOM, said);
        }

        long deliver(EntryBatch batch) {
            feed.entries(batch, 0, entries);
            feed.flush();
            return container.length();
        }
    }

    /** A frame on a connection that waits for nothing. */
    @Benchmark
    public long frame(Connection connection) {
        connection.idle.put(connection.item);
        connection.idle.flush();
        return connection.quick.length();
    }

    /** Eight lines that come while a frame is under way, and go in the next. */
    @Benchmark
    public long frameOfEight(Connection connection) {
        connection.busy.put(connection.item);
        connection.busy.flush();
        for (int i = 0; i < 8; i++) {
            connection.busy.put(connection.item);
            connection.busy.flush();
        }
        connection.slow.sent();
        connection.slow.sent();
        return connection.slow.length();
    }

    /** To the first member of a room, for whom entries are written and joined. */
    @Benchmark
    public long first(Member member) {
        return member.deliver(member.batch());
    }

    /** To each further one. */
    @Benchmark
    public long further(Member member) {
        return member.deliver(member.known);
    }
}
