package io.github.liveroom.chat;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a room. The set is closed: state, wire and stores each handle every kind.
 *
 * <p>A fact becomes an {@link Entry} when the room's log gives it an offset.
 */
public sealed interface Fact {
    /**
     * Somebody said something.
     *
     * @param member who
     * @param name the member's name at that time; a later rename does not change it
     * @param text verbatim
     * @param replyTo the offset of the entry that this answers, or null
     */
    record Message(
            MemberId member,
            String name,
            String text,
            @Nullable Long replyTo) implements Fact {}

    /**
     * A stay began.
     *
     * @param member who; a new id for each stay
     * @param name as normalised
     * @param role with which the stay begins
     * @param identity the host application's name for the person, or null for a guest; never leaves the server
     * @param scope the name under which this member's {@code cid}s are remembered; never leaves the server
     */
    record Join(
            MemberId member,
            String name,
            Role role,
            @Nullable String identity,
            String scope) implements Fact {}

    /**
     * A stay ended.
     *
     * @param member who
     * @param name the member's last name
     * @param reason why
     */
    record Leave(MemberId member, String name, LeaveReason reason) implements Fact {}

    /**
     * A member goes by another name.
     *
     * @param member who
     * @param name the new name
     * @param was the old name
     */
    record Rename(MemberId member, String name, String was) implements Fact {}

    /**
     * A member may do more or less than before.
     *
     * @param member who
     * @param role the new role
     * @param by who decided it, or null if the room's rules did
     */
    record RoleChange(MemberId member, Role role, @Nullable MemberId by) implements Fact {}

    /**
     * The room is no more. It ends every membership without a {@link Leave} for each; nothing follows it.
     *
     * @param reason for people; may be empty
     */
    record Close(String reason) implements Fact {}
}
