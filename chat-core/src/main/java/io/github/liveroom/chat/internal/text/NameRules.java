package io.github.liveroom.chat.internal.text;

import io.github.liveroom.chat.internal.text.NameVerdict.Accepted;
import io.github.liveroom.chat.internal.text.NameVerdict.Reason;
import io.github.liveroom.chat.internal.text.NameVerdict.Refused;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether what a person typed may be their name in a room, and in which form it is shown.
 * <p>The form is that of the nickname profile ({@link NicknameProfile}, RFC 8266). The rules on top of it keep a name
 * from hiding what it is: {@link NameCharacters} refuses what cannot be seen, and a few names that would pass for the
 * chat itself are reserved, compared by look. Names of any language are welcome, and of several at once ("DJ Вова"):
 * nobody can pass for somebody else in a room, since names that look alike have the same key.
 * <p>An accepted name, judged again, is accepted unchanged on the same JDK. A newer JDK knows more characters, hence
 * accepts more names. Immutable and safe for any number of threads.
 */
public final class NameRules {
    /** How many code points a name may have unless told otherwise. */
    public static final int DEFAULT_MAX = 32;

    /** What a name may occupy in UTF-8, whatever the limit in code points. */
    public static final int MAX_BYTES = 128;

    /**
     * Beyond this many {@code char}s nothing is normalised any more. Normalising can shorten a text (composition,
     * spaces), so the limit proper can only be checked afterwards; and it can make eighteen code points of one
     * (U+FDFA).
     */
    private static final int LONGEST_INPUT = 1_000;

    private final int max;
    private final Set<String> reserved;

    /** Rules with {@link #DEFAULT_MAX}. */
    public NameRules() {
        this(DEFAULT_MAX);
    }

    /**
     * Rules with another limit.
     *
     * @param max how many code points a name may have after normalisation, 1 to {@link #MAX_BYTES}
     */
    public NameRules(int max) {
        if (max < 1 || max > MAX_BYTES) {
            throw new IllegalArgumentException("max must be from 1 to " + MAX_BYTES + ", not " + max);
        }
        this.max = max;
        this.reserved = Stream.of("system", "admin", "administrator", "moderator", "server", "liveroom")
                .map(NameKey::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Judges a name as it was typed. */
    public NameVerdict judge(String typed) {
        if (Texts.isWhiteSpace(typed)) {
            return new Refused(Reason.REQUIRED, "a name is required");
        }
        if (typed.length() > LONGEST_INPUT) {
            return invalid("the name is far too long");
        }
        Optional<String> enforced = NicknameProfile.enforce(typed);
        if (enforced.isEmpty()) {
            return invalid("the name has no stable normal form");
        }
        String name = enforced.get();
        if (name.codePointCount(0, name.length()) > max) {
            return invalid("the name is longer than " + max + " characters");
        }
        if (utf8Length(name) > MAX_BYTES) {
            return invalid("the name is longer than " + MAX_BYTES + " bytes");
        }
        Optional<String> fault = NameCharacters.faultIn(name);
        if (fault.isPresent()) {
            return invalid(fault.get());
        }
        String key = NameKey.of(name);
        if (reserved.contains(key)) {
            return invalid("the name is reserved");
        }
        return new Accepted(name, key);
    }

    /**
     * Gives the key of a name that was accepted before, for a state that is rebuilt from a log holding names only.
     * <p>Compare keys only inside one process: they are computed afresh, never stored, so that newer Unicode data may
     * change them.
     */
    public static String key(String name) {
        return NameKey.of(name);
    }

    private static Refused invalid(String detail) {
        return new Refused(Reason.INVALID, detail);
    }

    private static int utf8Length(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x1_0000 ? 3 : 4)
                .sum();
    }
}
