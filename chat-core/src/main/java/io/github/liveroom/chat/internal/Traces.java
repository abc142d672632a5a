package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Visitor;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ban may know a guest by. Only hashes get here: logs and bans hold no address and no secret.
 *
 * @param visitor the person, with session and address hashed
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
        Set<String> all = new HashSet<>(4);
        add(all, resume);
        add(all, visitor.session());
        add(all, visitor.address());
        return all;
    }

    static void add(Set<String> traces, @Nullable String trace) {
        if (trace != null) {
            traces.add(trace);
        }
    }
}
