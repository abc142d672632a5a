package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client's part in one room, through all breaks of the connection. Thread-safe; no method waits.
 *
 * <p>Commands are sent in the order in which they are given, once the room is entered. What the server refuses completes as
 * {@link Outcome.Refused} (an error code that this client does not know as {@code INTERNAL}). A future completes exceptionally,
 * with a {@link ChatException}, if it cannot be known what became of the command, or if the room ended before.
 *
 * <ul>
 *   <li><b>Messages</b> are kept until they are answered and sent again after a break, so each is in the room exactly once or
 *       its future says otherwise. {@code RATE_LIMITED} and {@code UNAVAILABLE} are waited for. Not sent again are messages that had no
 *       answer for almost 5 minutes, when the server may have forgotten them, and replies and whispers if the log began anew.
 *   <li><b>Other commands</b> are sent once: a break between command and answer completes them exceptionally.
 *   <li>At most 10,000 commands wait; more are refused with {@code TOO_MANY_UNACKED}.
 * </ul>
 */
public final class ChatRoom {
    private final RoomCode code;
    private final Connection connection;
    private final Executor executor;
    private final RoomSession session;
    private final CompletableFuture<Outcome<RoomSnapshot>> decided = new CompletableFuture<>();
    private final CompletableFuture<Outcome<RoomSnapshot>> joined;
    private volatile @Nullable RoomEnd end;

    ChatRoom(Connection connection, JoinOptions options, ChatListener listener) {
        this.code = options.room();
        this.connection = connection;
        this.executor = connection.setup().executor();
        this.joined = Request.onExecutor(decided, executor);
        this.session = new RoomSession(connection, options, listener, this);
    }

    RoomSession session() {
        return session;
    }

    void joined(Outcome<RoomSnapshot> outcome) {
        decided.complete(outcome);
    }

    void over(RoomEnd why) {
        end = why;
        decided.completeExceptionally(new ChatException("join: the connection ended with " + why.code()));
    }

    /**
     * What people type to enter.
     *
     * @return the code
     */
    public RoomCode code() {
        return code;
    }

    /**
     * How the first join ended.
     *
     * @return completes when the server has decided; exceptionally if the connection ended before
     */
    public CompletableFuture<Outcome<RoomSnapshot>> joined() {
        return joined.copy();
    }

    /**
     * The room's settings and number of members.
     *
     * @return as far as is known now (its position is that of the last snapshot); nothing before the first join
     */
    public Optional<RoomInfo> info() {
        return Optional.ofNullable(session.view().info());
    }

    /**
     * The member that this client is.
     *
     * @return as far as is known now; nothing before the first join
     */
    public Optional<Participant> me() {
        return Optional.ofNullable(session.view().me());
    }

    /**
     * Who is in the room, the first 1,000 and those who came since.
     *
     * @return as far as is known now; empty before the first join
     */
    public List<Participant> members() {
        return session.view().members();
    }

    /**
     * The last entry that the listener has been told of: within {@link ChatListener#entry} that very entry. With
     * {@link #resumeSecret()} it is what another client needs to go on from here.
     *
     * @return nothing before the first join
     */
    public Optional<Position> position() {
        return Optional.ofNullable(session.view().position());
    }

    /**
     * The secret that takes this member over. Each join has a new one.
     *
     * @return nothing before the first join
     */
    public Optional<String> resumeSecret() {
        return Optional.ofNullable(session.view().resume());
    }

    /**
     * Why this client is in the room no longer.
     *
     * @return nothing as long as it is, or tries to be
     */
    public Optional<RoomEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * Says something to everyone in the room.
     *
     * @param text verbatim
     * @return completes when the message is in the log
     */
    public CompletableFuture<Outcome<Answer.Sent>> send(String text) {
        return say(text, Map.of());
    }

    /**
     * Answers an entry.
     *
     * @param target the entry's offset
     * @param text verbatim
     * @return completes when the message is in the log
     */
    public CompletableFuture<Outcome<Answer.Sent>> reply(long target, String text) {
        return say(text, Map.of("replyTo", target));
    }

    /**
     * Says something to some members only.
     *
     * @param to 1 to 8 members
     * @param text verbatim
     * @return completes when the message is in the log
     */
    public CompletableFuture<Outcome<Answer.Sent>> whisper(List<MemberId> to, String text) {
        return say(text, Map.of("to", to.stream().map(MemberId::toString).toList()));
    }

    private CompletableFuture<Outcome<Answer.Sent>> say(String text, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("text", text);
        fields.put(
                "cid",
                Long.toHexString(connection.setup().random().nextLong())
                        + Long.toHexString(connection.setup().random().nextLong()));
        return ask("send", fields, Request::sent);
    }

    /**
     * Changes the text of an own message.
     *
     * @param target the message's offset
     * @param text verbatim
     * @return the edit's offset
     */
    public CompletableFuture<Outcome<Long>> edit(long target, String text) {
        return ask("edit", Map.of("target", target, "text", text), Request::offset);
    }

    /**
     * Deletes a message.
     *
     * @param target the message's offset
     * @return the deletion's offset
     */
    public CompletableFuture<Outcome<Long>> delete(long target) {
        return ask("delete", Map.of("target", target), Request::offset);
    }

    /**
     * Sets a reaction to a message, or takes it back.
     *
     * @param target the message's offset
     * @param emoji 1 to 16 code points
     * @param on whether it shall be there
     * @return the reaction's offset; if it was so already, the offset that made it so
     */
    public CompletableFuture<Outcome<Long>> react(long target, String emoji, boolean on) {
        return ask("react", Map.of("target", target, "emoji", emoji, "on", on), Request::offset);
    }

    /**
     * Tells the others that this member types, or stopped. May be called for each key: within 3 seconds it is said once. A
     * signal: nothing is sent while there is no connection.
     *
     * @param on whether the member is typing
     */
    public void typing(boolean on) {
        connection.strand().execute(() -> session.typing(on));
    }

    /**
     * Tells the others how far this member has read.
     *
     * @param offset the last entry read
     * @return completes when the server knows
     */
    public CompletableFuture<Outcome<Answer.Done>> read(long offset) {
        return ask("read", Map.of("offset", offset), Request::nothing);
    }

    /**
     * Reads older entries.
     *
     * @param before the offset that follows the last one wanted, or null: the newest
     * @param limit 1 to 100
     * @return the entries
     */
    public CompletableFuture<Outcome<RoomPage>> history(@Nullable Long before, int limit) {
        return ask("history", Request.range("before", before, limit), Request::page);
    }

    /**
     * Looks for messages.
     *
     * @param text some of their text, in any case
     * @param before the offset that follows the last one wanted, or null: the newest
     * @param limit 1 to 100
     * @return the messages
     */
    public CompletableFuture<Outcome<RoomPage>> search(String text, @Nullable Long before, int limit) {
        Map<String, Object> fields = Request.range("before", before, limit);
        fields.put("text", text);
        return ask("search", fields, Request::page);
    }

    /**
     * Lists members, for rooms of more than {@link #members()} has.
     *
     * @param after the last member of the page before, or null: the first page
     * @param limit 1 to 1,000
     * @return the members
     */
    public CompletableFuture<Outcome<List<Participant>>> members(@Nullable MemberId after, int limit) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("limit", limit));
        if (after != null) {
            fields.put("after", after.toString());
        }
        return ask(
                "members",
                fields,
                ok -> ok.objects("members").stream().map(Participant::of).toList());
    }

    /**
     * Takes another name.
     *
     * @param name as typed
     * @return the name as normalised
     */
    public CompletableFuture<Outcome<String>> rename(String name) {
        return ask("rename", Map.of("name", name), ok -> ok.text("name", name));
    }

    /**
     * Says whether this member can be expected to answer.
     *
     * @param status {@code ACTIVE} or {@code IDLE}
     * @return completes when the server knows
     */
    public CompletableFuture<Outcome<Answer.Done>> status(MemberStatus status) {
        return ask("status", Map.of("status", lower(status)), Request::nothing);
    }

    /**
     * Changes the room's settings.
     *
     * @param change what changes
     * @return the offset of the change
     */
    public CompletableFuture<Outcome<Long>> update(RoomUpdate change) {
        return ask("update", change.fields(), Request::offset);
    }

    /**
     * Puts a member out.
     *
     * @param member whom
     * @param reason for people, at most 200 code points; may be empty
     * @return the offset of the member's leave
     */
    public CompletableFuture<Outcome<Long>> kick(MemberId member, String reason) {
        return ask("kick", Request.about(member, reason, null), Request::offset);
    }

    /**
     * Puts a member out and lets nobody of that identity, or from that address, come back.
     *
     * @param member whom; may be one of the past
     * @param reason for people, at most 200 code points; may be empty
     * @param time for how long, or null: for as long as the room lives
     * @return the offset of the member's leave
     */
    public CompletableFuture<Outcome<Long>> ban(MemberId member, String reason, @Nullable Duration time) {
        return ask("ban", Request.about(member, reason, time), Request::offset);
    }

    /**
     * Lets a member of the past come back.
     *
     * @param member whom
     * @return completes when it is done
     */
    public CompletableFuture<Outcome<Answer.Done>> unban(MemberId member) {
        return ask("unban", Map.of("member", member.toString()), Request::nothing);
    }

    /**
     * Lets a member only listen.
     *
     * @param member whom
     * @param reason for people, at most 200 code points; may be empty
     * @param time for how long, zero: no longer, or null: until somebody lifts it
     * @return the offset of the change
     */
    public CompletableFuture<Outcome<Long>> mute(MemberId member, String reason, @Nullable Duration time) {
        return ask("mute", Request.about(member, reason, time), Request::offset);
    }

    /**
     * Gives a member a role.
     *
     * @param member whom
     * @param role {@code OWNER} (the giver is then moderator), {@code MODERATOR} or {@code MEMBER}
     * @return the offset of the change
     */
    public CompletableFuture<Outcome<Long>> role(MemberId member, Role role) {
        return ask("role", Map.of("member", member.toString(), "role", lower(role)), Request::offset);
    }

    /**
     * Ends the room for everyone.
     *
     * @param reason for people, at most 200 code points; may be empty
     * @return completes when it is done
     */
    public CompletableFuture<Outcome<Answer.Done>> close(String reason) {
        return ask("close", Map.of("reason", reason), Request::nothing);
    }

    /**
     * Leaves at once, after what was sent before is answered. While the connection is broken, it waits for the next one.
     *
     * @return completes when this client is out of the room
     */
    public CompletableFuture<Outcome<Answer.Done>> leave() {
        return ask("leave", Map.of(), Request::nothing);
    }

    private <T> CompletableFuture<Outcome<T>> ask(
            String cmd, Map<String, ? extends @Nullable Object> fields, Function<Fields, T> read) {
        CompletableFuture<Outcome<T>> known = new CompletableFuture<>();
        Request request = Request.of(cmd, fields, read, known);
        connection.strand().execute(() -> session.ask(request));
        return Request.onExecutor(known, executor);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
