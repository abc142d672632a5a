package io.github.liveroom.chat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is kept out of a room. Holds for the host application's identity if there is one; else for whatever a guest can be
 * known by. Kept with the room's log; never leaves the server.
 *
 * @param member who was put out; what {@link Command.Unban} names
 * @param until when it ends, or null for as long as the room lives
 * @param identity the host application's name for the person, or null for a guest
 * @param traces of a guest: hashes of the resume secrets, of the browser session and, if so set, of the address
 */
public record Ban(
        MemberId member, @Nullable Instant until, @Nullable String identity, Set<String> traces) {
    /**
     * Takes a ban; the set is copied.
     *
     * @param member who was put out
     * @param until when it ends, or null
     * @param identity the host application's name for the person, or null
     * @param traces what else a guest is known by
     */
    public Ban {
        traces = Set.copyOf(traces);
    }

    /**
     * Whether it is over.
     *
     * @param now the present time
     * @return true if it keeps nobody out any more
     */
    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
