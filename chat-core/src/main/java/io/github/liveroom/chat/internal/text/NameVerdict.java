package io.github.liveroom.chat.internal.text;

/** What {@link NameRules} says about a name that a person typed. */
public sealed interface NameVerdict {

    /**
     * The name may be used.
     *
     * @param name the name to show: normalised, in the case it was typed in
     * @param key what the name looks like; two names with equal keys must not stand in one room
     */
    record Accepted(String name, String key) implements NameVerdict {}

    /**
     * The name may not be used.
     *
     * @param reason what a program needs to know
     * @param detail which rule it was, in English, for logs; it never repeats what was typed
     */
    record Refused(Reason reason, String detail) implements NameVerdict {}

    /** Why a name was refused, one to one with the error codes of the protocol. */
    enum Reason {
        /** Nothing was typed, or white space only ({@code name_required}). */
        REQUIRED,
        /** A rule was broken ({@code name_invalid}). */
        INVALID
    }
}
