package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room's part of a connection: what the room pushes goes as lines into the connection's queue. */
final class RoomFeed implements Outbox {
    /**
     * A batch as all connections share it.
     *
     * @param lines one for each entry
     * @param joined the lines, as many in one as a frame may have
     */
    private record Encoded(List<FrameQueue.Item> lines, List<FrameQueue.Item> joined) {
        static Encoded of(EntryBatch batch) {
            List<FrameQueue.Item> lines = new ArrayList<>(batch.entries().size());
            for (Entry entry : batch.entries()) {
                lines.add(FrameQueue.Item.shared(LineWriter.entry(batch.room(), entry)));
            }
            return new Encoded(lines, join(lines));
        }

        static List<FrameQueue.Item> join(List<FrameQueue.Item> lines) {
            if (lines.size() == 1) {
                return lines;
            }
            List<FrameQueue.Item> items = new ArrayList<>(1);
            StringBuilder joined = new StringBuilder();
            int bytes = 0;
            for (FrameQueue.Item line : lines) {
                if (bytes > 0 && bytes + line.bytes() > FrameQueue.FRAME_BYTES) {
                    items.add(FrameQueue.Item.shared(joined.toString(), bytes));
                    joined.setLength(0);
                    bytes = 0;
                }
                joined.append(bytes == 0 ? "" : "\n").append(line.text());
                bytes += line.bytes();
            }
            items.add(FrameQueue.Item.shared(joined.toString(), bytes));
            return items;
        }
    }

    private final RoomCode room;
    private final FrameQueue queue;
    private final Feeds feeds;
    private volatile @Nullable RoomConnection connection;
    private volatile String scope = "";
    private volatile @Nullable MemberId member;

    /**
     * @param feeds no longer has this one when the room has put the connection out
     */
    RoomFeed(RoomCode room, FrameQueue queue, Feeds feeds) {
        this.room = room;
        this.queue = queue;
        this.feeds = feeds;
    }

    RoomCode room() {
        return room;
    }

    /** Whose {@code cid}s the client may see; known with the answer to the join. */
    String scope() {
        return scope;
    }

    /** Which member of the room the client is; known with the answer to the join, null before. */
    @Nullable
    MemberId member() {
        return member;
    }

    void joinedAs(MemberId me, String ownScope) {
        scope = ownScope;
        member = me;
    }

    void connect(RoomConnection newConnection) {
        connection = newConnection;
    }

    /** Null until the room was asked. */
    @Nullable
    RoomConnection connection() {
        return connection;
    }

    @Override
    public void entries(EntryBatch batch, int from, int to) {
        Encoded encoded = batch.encoded(Encoded::of);
        List<Entry> entries = batch.entries();
        boolean any = false;
        for (int i = from; i < to && !any; i++) {
            any = ownCause(entries.get(i)) != null;
        }
        if (!any && from == 0 && to == entries.size()) {
            put(encoded.joined());
            return;
        }
        List<FrameQueue.Item> lines = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            FrameQueue.Item line = encoded.lines().get(i);
            Entry.Cause own = ownCause(entries.get(i));
            lines.add(own == null ? line : FrameQueue.Item.shared(LineWriter.withCid(line.text(), own.cid())));
        }
        put(Encoded.join(lines));
    }

    private void put(List<FrameQueue.Item> items) {
        for (int i = 0; i < items.size(); i++) { // an iterator would be an object for each delivery
            if (i > 0) {
                queue.flush(); // the one before is a frame of its own, and all of them may be more than may wait
            }
            queue.put(items.get(i));
        }
    }

    @Override
    public void flush() {
        queue.flush();
    }

    /** What the one at the other end did to bring it about, or null. */
    private Entry.@Nullable Cause ownCause(Entry entry) {
        Entry.Cause cause = entry.cause();
        return cause != null && cause.scope().equals(scope) ? cause : null;
    }

    @Override
    public void signal(RoomEvent signal) {
        String about = signal instanceof RoomEvent.Typing typing
                ? "typing " + typing.member()
                : signal instanceof RoomEvent.Status status
                        ? "status " + status.member()
                        : signal instanceof RoomEvent.Read read ? "read " + read.member() : "";
        queue.putVolatile(room + " " + about, LineWriter.signal(room, signal));
    }

    @Override
    public void gone(RoomEvent.Gone event) {
        feeds.remove(this);
        queue.add(LineWriter.signal(room, event));
    }
}
