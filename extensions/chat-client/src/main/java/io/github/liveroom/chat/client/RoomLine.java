package io.github.liveroom.chat.client;

import io.github.liveroom.chat.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One numbered entry of a room's log, as the server sent it. New types and fields may come with newer servers: ignore what
 * you do not know.
 *
 * <p>The types are {@code message}, {@code edit}, {@code delete}, {@code reaction}, {@code join}, {@code leave}, {@code rename}, {@code role},
 * {@code room}, {@code skip} (something that is not for this member's eyes) and {@code close}.
 *
 * @param offset 1 for the first entry of an epoch, then +1 without holes
 * @param at server time; never decreases within a room
 * @param type what happened
 * @param fields all fields of the line: strings, {@code Long}s, {@code Double}s, {@code Boolean}s, lists and maps; cannot be changed
 */
public record RoomLine(long offset, Instant at, String type, Map<String, Object> fields) {
    /** Whether this is a numbered entry, and no signal. */
    static boolean isNumbered(Fields fields) {
        return fields.number("offset") != null && fields.number("at") != null;
    }

    static RoomLine of(Fields fields) {
        return new RoomLine(
                fields.number("offset", 0),
                Instant.ofEpochMilli(fields.number("at", 0)),
                fields.text("type", ""),
                fields.map());
    }

    static MemberId member(Fields fields, String name) {
        return MemberId.parse(fields.text(name, ""))
                .orElseThrow(() -> new IllegalArgumentException(name + " is to be a member, such as m7"));
    }

    /**
     * Whether this is a message with a text: neither another type nor a message that was deleted.
     *
     * @return true if {@link #text()} is what somebody said
     */
    public boolean isMessage() {
        return type.equals("message") && text() != null;
    }

    /**
     * Who did it, or whom it befell.
     *
     * @return the member, or null if the type has none
     */
    public @Nullable MemberId member() {
        return memberNamed("member");
    }

    /**
     * Who decided it, of {@code role} and {@code room}.
     *
     * @return the member, or null if the room's rules did, or the type has none
     */
    public @Nullable MemberId by() {
        return memberNamed("by");
    }

    /**
     * The member's name at that time; of {@code rename} the new one.
     *
     * @return the name, or null if the type has none
     */
    public @Nullable String name() {
        return raw().text("name");
    }

    /**
     * What was said, of {@code message} and {@code edit}.
     *
     * @return verbatim, or null if it was deleted or the type has none
     */
    public @Nullable String text() {
        return raw().text("text");
    }

    /**
     * The entry that a message answers.
     *
     * @return its offset, or null
     */
    public @Nullable Long replyTo() {
        return raw().number("replyTo");
    }

    /**
     * The message that an {@code edit}, {@code delete} or {@code reaction} is about.
     *
     * @return its offset, or null if the type has none
     */
    public @Nullable Long target() {
        return raw().number("target");
    }

    /**
     * The edit whose text a replayed message has.
     *
     * @return the edit's offset, or null if the message has its first text
     */
    public @Nullable Long edited() {
        return raw().number("edited");
    }

    /**
     * Whether a replayed message has lost its text.
     *
     * @return true if it was deleted
     */
    public boolean deleted() {
        return raw().flag("deleted");
    }

    /**
     * To whom a whisper goes.
     *
     * @return the members; empty if everybody may hear
     */
    public List<MemberId> to() {
        List<MemberId> members = new ArrayList<>();
        if (fields.get("to") instanceof List<?> list) {
            list.forEach(each -> MemberId.parse(String.valueOf(each)).ifPresent(members::add));
        }
        return List.copyOf(members);
    }

    /**
     * Why, of {@code leave} ({@code left}, {@code timeout}, {@code kicked}, {@code banned}, {@code closed}, {@code shutdown}) and {@code close}.
     *
     * @return the reason, or null if the type has none
     */
    public @Nullable String reason() {
        return raw().text("reason");
    }

    /**
     * The sender's own name for the command that caused this.
     *
     * @return seen by the sender's connections only, else null
     */
    public @Nullable String cid() {
        return raw().text("cid");
    }

    private Fields raw() {
        return new Fields(fields);
    }

    private @Nullable MemberId memberNamed(String name) {
        return Optional.ofNullable(raw().text(name)).flatMap(MemberId::parse).orElse(null);
    }

    /** Without names and texts. */
    @Override
    public String toString() {
        return "RoomLine[" + offset + ", " + type + "]";
    }
}
