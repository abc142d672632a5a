package io.github.liveroom.chat.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes to a room's settings, for {@link ChatRoom#update}. Cannot be changed itself; each method gives a new one. */
public final class RoomUpdate {
    /** No change yet. */
    public static final RoomUpdate NONE = new RoomUpdate(Map.of());

    private final Map<String, @Nullable Object> fields;

    private RoomUpdate(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /**
     * What the room is about.
     *
     * @param title at most 80 code points; empty: none
     * @return a new update
     */
    public RoomUpdate title(String title) {
        return with("title", title);
    }

    /**
     * What entering takes.
     *
     * @param passphrase 1 to 128 code points, or null: nothing
     * @return a new update
     */
    public RoomUpdate passphrase(@Nullable String passphrase) {
        return with("passphrase", passphrase);
    }

    /**
     * Whether somebody new is let in.
     *
     * @param locked true: nobody is
     * @return a new update
     */
    public RoomUpdate locked(boolean locked) {
        return with("locked", locked);
    }

    /**
     * How many seats there are. Fewer put nobody out.
     *
     * @param seats at least 1
     * @return a new update
     */
    public RoomUpdate maxMembers(int seats) {
        return with("maxMembers", seats);
    }

    /**
     * The pause between two messages of a member.
     *
     * @param pause up to an hour, in whole milliseconds; zero: none
     * @return a new update
     */
    public RoomUpdate slowMode(Duration pause) {
        return with("slowModeMs", pause.toMillis());
    }

    /**
     * Whether the room stays when it is empty.
     *
     * @param keep true: it does
     * @return a new update
     */
    public RoomUpdate keep(boolean keep) {
        return with("keep", keep);
    }

    private RoomUpdate with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new RoomUpdate(Collections.unmodifiableMap(more));
    }
}
