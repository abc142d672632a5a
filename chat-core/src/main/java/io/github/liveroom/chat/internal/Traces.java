package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Visitor;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ban may know a guest by. Only hashes get here: logs and bans hold no address and no secret.
 *
 * @param visitor the person, with session and address hashed, and without a pass, which is for the door only
 * @param resume the hash of the resume secret that was shown, or null
 */
record Traces(Visitor visitor, @Nullable String resume) {
    /**
     * Hashes what was shown.
     *
     * @param salt the room's: the same address looks different in each room
     */
    static Traces of(Visitor shown, @Nullable String resume, String salt) {
        Visitor hashed = new Visitor(
                shown.identity(),
                hash(salt, shown.session()),
                hash(salt, shown.address()),
                shown.profile(),
                shown.bot());
        return new Traces(hashed, resume == null ? null : Secrets.hash(resume));
    }

    private static @Nullable String hash(String salt, @Nullable String trace) {
        return trace == null ? null : Secrets.hash(salt + ' ' + trace);
    }

    Set<String> all() {
        Set<String> all = own();
        add(all, visitor.address());
        return all;
    }

    /** Without the address, which others may share. */
    Set<String> own() {
        Set<String> own = new HashSet<>(4);
        add(own, resume);
        add(own, visitor.session());
        return own;
    }

    static void add(Set<String> traces, @Nullable String trace) {
        if (trace != null) {
            traces.add(trace);
        }
    }
}
