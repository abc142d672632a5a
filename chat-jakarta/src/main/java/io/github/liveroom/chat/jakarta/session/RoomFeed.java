package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One room's part of a connection: what the room pushes goes as lines into the connection's queue. */
final class RoomFeed implements Outbox {
    /**
     * A batch as all connections share it.
     *
     * @param lines one for each entry
     * @param all the lines in one
     */
    private record Encoded(List<String> lines, String all) {
        static Encoded of(EntryBatch batch) {
            List<String> lines = LineWriter.entries(batch);
            return new Encoded(lines, lines.size() == 1 ? lines.get(0) : String.join("\n", lines));
        }
    }

    private final RoomCode room;
    private final FrameQueue queue;
    private final Consumer<RoomFeed> gone;
    private volatile @Nullable RoomConnection connection;
    private volatile String scope = "";

    /**
     * @param gone told when the room put the connection out
     */
    RoomFeed(RoomCode room, FrameQueue queue, Consumer<RoomFeed> gone) {
        this.room = room;
        this.queue = queue;
        this.gone = gone;
    }

    RoomCode room() {
        return room;
    }

    /** Whose {@code cid}s the client may see; known with the answer to the join. */
    String scope() {
        return scope;
    }

    void joinedAs(String newScope) {
        scope = newScope;
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
        boolean own = false;
        for (int i = from; i < to && !own; i++) {
            own = isOwn(entries.get(i));
        }
        if (!own && from == 0 && to == entries.size()) {
            queue.add(encoded.all());
            return;
        }
        for (int i = from; i < to; i++) {
            Entry entry = entries.get(i);
            queue.add(
                    isOwn(entry)
                            ? LineWriter.entry(room, entry, scope)
                            : encoded.lines().get(i));
        }
    }

    private boolean isOwn(Entry entry) {
        Entry.Cause cause = entry.cause();
        return cause != null && cause.scope().equals(scope);
    }

    @Override
    public void signal(RoomEvent signal) {
        String about = signal instanceof RoomEvent.Typing typing
                ? "typing " + typing.member()
                : signal instanceof RoomEvent.Status status
                        ? "status " + status.member()
                        : signal instanceof RoomEvent.Read read ? "read " + read.member() : "";
        queue.addVolatile(room + " " + about, LineWriter.signal(room, signal));
    }

    @Override
    public void gone(RoomEvent.Gone event) {
        gone.accept(this);
        queue.add(LineWriter.signal(room, event));
    }
}
