package io.github.liveroom.chat;

import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place where members talk. Thread-safe; no method blocks.
 *
 * <p>The object stays usable after the room closed: it then has no members and refuses every join with
 * {@link Refusal#ROOM_NOT_FOUND}.
 */
public interface Room {
    /**
     * What people type to enter.
     *
     * @return the code
     */
    RoomCode code();

    /**
     * The room as a whole.
     *
     * @return as of now, or a moment ago
     */
    RoomInfo info();

    /**
     * Who is in the room.
     *
     * @return as of now, or a moment ago; in the order of joining
     */
    List<Member> members();

    /**
     * Who has a name, or one that looks like it.
     *
     * @param name as typed
     * @return the member as of now, or a moment ago; nothing if the name is free or is none
     */
    Optional<Member> memberNamed(String name);

    /**
     * Enters the room as a guest of this JVM.
     *
     * <p>{@code events} is called on the service's executor, one call at a time, in the room's order. It may take its time
     * and may throw; if it falls more than 10,000 events behind, the connection is dropped.
     *
     * @param name as typed
     * @param events gets every entry after the join, the member's own included, and the signals of others
     * @return the membership, at once; {@link Membership#joined()} tells how it went
     */
    Membership join(String name, Consumer<RoomEvent> events);

    /**
     * Enters the room as a bot: a member that takes no seat, needs no passphrase, passes a lock, keeps no room open and inherits
     * nothing.
     *
     * @param name as typed
     * @param profile see {@link Visitor#profile()}, or null
     * @param events as for {@link #join}
     * @return the membership, at once
     */
    Membership bot(String name, @Nullable String profile, Consumer<RoomEvent> events);

    /**
     * Enters the room on behalf of a connection. What carriers (WebSocket and the like) are built on.
     *
     * @param request who and how
     * @param outbox gets what happens in the room, after {@code reply}
     * @param reply gets the outcome; called once, on any thread, perhaps before this method returns; must not block
     * @return the connection's part in the room; commands that come before the reply wait for it; after a refusal
     *     they answer {@link Refusal#NOT_JOINED}
     */
    RoomConnection connect(JoinRequest request, Outbox outbox, Consumer<Outcome<Joined>> reply);

    /**
     * Says something in the name of the host application. It is nobody's member: the name shows in no list of members, and
     * neither filter, slow mode nor name rules apply.
     *
     * @param name who says it; may be one that members cannot take
     * @param text as for {@link Command.Send}
     * @return completes when the message is in the log
     */
    CompletionStage<Outcome<Answer.Done>> post(String name, String text);

    /**
     * Changes the room in the name of the host application.
     *
     * @param changes what shall be other than before
     * @return completes when it is so
     */
    CompletionStage<Outcome<Answer.Done>> update(RoomChanges changes);

    /**
     * Takes a member out in the name of the host application. The person may come again.
     *
     * @param member who
     * @param reason told to the member; at most 200 code points; may be empty
     * @return completes when the member is out, with {@link Refusal#TARGET_NOT_FOUND} if there is none
     */
    CompletionStage<Outcome<Answer.Done>> remove(MemberId member, String reason);

    /**
     * Takes a member out in the name of the host application, and keeps the person out.
     *
     * @param member who
     * @param length for how long, above 0 and at most a hundred years; or null for as long as the room lives
     * @param reason as for {@link #remove}
     * @return completes when the member is out, with {@link Refusal#TARGET_NOT_FOUND} if there is none
     */
    CompletionStage<Outcome<Answer.Done>> ban(MemberId member, @Nullable Duration length, String reason);

    /**
     * Lets a person in again in the name of the host application.
     *
     * @param member who was banned
     * @return completes when nothing keeps the person out, also if nothing did; with {@link Refusal#TARGET_NOT_FOUND} if the
     *     room never had such a member
     */
    CompletionStage<Outcome<Answer.Done>> unban(MemberId member);

    /**
     * Who is kept out.
     *
     * @return as of now, or a moment ago; in the order of joining
     */
    List<BannedMember> banned();

    /**
     * Ends the room for everyone.
     *
     * @param reason for people, at most 200 code points; may be empty
     * @return completes when the room is gone
     */
    CompletionStage<Outcome<Answer.Done>> close(String reason);
}
