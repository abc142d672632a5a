package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.RoomCode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Entries that were appended to a room's log together. One object goes to every connection of the room.
 *
 * <p>Confined to the room while it is handed out; afterwards immutable but for the encoding, which is safely published by
 * whatever publishes the batch.
 */
public final class EntryBatch {
    private final RoomCode room;
    private final List<Entry> entries;
    private @Nullable Object encoded;

    /**
     * Takes entries.
     *
     * @param room the room
     * @param entries at least one, without holes, oldest first
     */
    public EntryBatch(RoomCode room, List<Entry> entries) {
        this.room = room;
        this.entries = List.copyOf(entries);
    }

    /**
     * The room.
     *
     * @return its code
     */
    public RoomCode room() {
        return room;
    }

    /**
     * The entries.
     *
     * @return at least one, without holes, oldest first
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * The batch in the form in which a carrier sends it, made on the first call and kept. All carriers of a service have to
     * agree on one form.
     *
     * @param <E> the form
     * @param encoder makes it; always the same one
     * @return what the first call made
     */
    @SuppressWarnings("unchecked") // one form for each service
    public <E> E encoded(Function<EntryBatch, E> encoder) {
        Object known = encoded;
        if (known == null) {
            known = encoder.apply(this);
            encoded = known;
        }
        return (E) known;
    }
}
