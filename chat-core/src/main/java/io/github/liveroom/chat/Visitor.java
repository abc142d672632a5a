package io.github.liveroom.chat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person who is about to enter a room.
 *
 * @param identity the host application's name for the person, or null for a guest; all connections of one identity in a
 *     room are one member
 * @param session the secret of a guest's browser, or null; two of its tabs that give the same name are one member
 * @param address from where the person comes, as limits count it, or null; rooms keep only a salted hash
 * @param profile what the host application tells about the person to everyone in the room (an avatar's address, a badge): a
 *     JSON object of at most {@value #MAX_PROFILE} bytes, or null
 * @param bot whether it is no person but a program of the host application: it takes no seat and keeps no room open
 * @param pass until when the person may come, into which rooms and as what; null: without a limit, as a member
 */
public record Visitor(
        @Nullable String identity,
        @Nullable String session,
        @Nullable String address,
        @Nullable String profile,
        boolean bot,
        @Nullable Pass pass) {
    /** The largest profile, in bytes of UTF-8. */
    public static final int MAX_PROFILE = 1024;

    /** A guest of whom nothing is known. */
    public static final Visitor UNKNOWN = new Visitor(null, null, null, null, false);

    /**
     * Takes what is known.
     *
     * @param identity the host application's name for the person, or null
     * @param session the secret of a guest's browser, or null
     * @param address from where the person comes, or null
     * @param profile a JSON object, or null
     * @param bot whether it is a program of the host application
     * @param pass what the person was given, or null
     * @throws IllegalArgumentException if the profile is too large or no object in braces
     */
    public Visitor {
        if (profile != null
                && (!profile.startsWith("{")
                        || !profile.endsWith("}")
                        || profile.getBytes(StandardCharsets.UTF_8).length > MAX_PROFILE)) {
            throw new IllegalArgumentException("a profile is a JSON object of at most " + MAX_PROFILE + " bytes");
        }
    }

    /**
     * Somebody without a pass, who needs none.
     *
     * @param identity the host application's name for the person, or null
     * @param session the secret of a guest's browser, or null
     * @param address from where the person comes, or null
     * @param profile a JSON object, or null
     * @param bot whether it is a program of the host application
     * @throws IllegalArgumentException if the profile is too large or no object in braces
     */
    public Visitor(
            @Nullable String identity,
            @Nullable String session,
            @Nullable String address,
            @Nullable String profile,
            boolean bot) {
        this(identity, session, address, profile, bot, null);
    }

    /**
     * A person whom the host application knows.
     *
     * @param identity the host application's name for the person
     * @return the visitor
     */
    public static Visitor known(String identity) {
        return new Visitor(identity, null, null, null, false);
    }

    /**
     * The same person, from an address.
     *
     * @param from as limits count it, or null
     * @return the visitor
     */
    public Visitor at(@Nullable String from) {
        return new Visitor(identity, session, from, profile, bot, pass);
    }

    /**
     * The same person, with a pass.
     *
     * @param given what the person was given, or null
     * @return the visitor
     */
    public Visitor with(@Nullable Pass given) {
        return new Visitor(identity, session, address, profile, bot, given);
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return identity == null ? "Visitor[guest]" : "Visitor[known]";
    }
}
