package io.github.liveroom.chat.jakarta;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What the lines in fixtures of the server mean. The way back of {@code LineWriter}. */
final class FixtureValues {
    /** Whose {@code cid}s are seen. */
    static final String SCOPE = "scope";

    private static final RoomInfo NOT_TOLD =
            new RoomInfo(new RoomCode("KQZW"), null, new Position("e", 0), 1, false, false, false, 1, Duration.ZERO, 0);
    private static final Member NOBODY =
            new Member(new MemberId(1), "Nobody", Role.MEMBER, MemberStatus.ACTIVE, 1, null);

    private FixtureValues() {}

    // ---------------------------------------------------------------- fields

    static String text(JsonNode object, String field) {
        return object.path(field).textValue();
    }

    private static Long number(JsonNode object, String field) {
        return object.has(field) ? object.get(field).longValue() : null;
    }

    private static Boolean flag(JsonNode object, String field) {
        return object.has(field) ? object.get(field).booleanValue() : null;
    }

    private static MemberId member(JsonNode object, String field) {
        return object.path(field).isTextual() ? memberId(object.get(field)) : null;
    }

    private static MemberId memberId(JsonNode text) {
        return new MemberId(Long.parseLong(text.textValue().substring(1)));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode object, String field) {
        return Enum.valueOf(type, text(object, field).toUpperCase(Locale.ROOT));
    }

    static Instant time(JsonNode object, String field) {
        return Instant.ofEpochMilli(object.get(field).longValue());
    }

    static Duration millis(JsonNode object, String field) {
        return object.has(field) ? Duration.ofMillis(object.get(field).longValue()) : null;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> reading) {
        List<T> list = new ArrayList<>();
        array.forEach(each -> list.add(reading.apply(each)));
        return list;
    }

    // ---------------------------------------------------------------- entries and signals

    static Entry entry(JsonNode line) {
        Entry.Cause cause = line.has("cid") ? new Entry.Cause(SCOPE, text(line, "cid"), text(line, "type")) : null;
        return new Entry(line.get("offset").longValue(), time(line, "at"), fact(line), cause);
    }

    static List<Entry> entries(JsonNode ok) {
        return list(ok.get("entries"), FixtureValues::entry);
    }

    private static Fact fact(JsonNode line) {
        MemberId member = member(line, "member");
        String name = text(line, "name");
        return switch (text(line, "type")) {
            case "message" ->
                new Fact.Message(
                        member,
                        name,
                        text(line, "text"),
                        number(line, "replyTo"),
                        list(line.path("to"), FixtureValues::memberId),
                        number(line, "edited"));
            case "edit" -> new Fact.Edit(member, number(line, "target"), text(line, "text"), List.of());
            case "delete" -> new Fact.Delete(member, number(line, "target"), List.of());
            case "reaction" ->
                new Fact.Reaction(member, number(line, "target"), text(line, "emoji"), flag(line, "on"), List.of());
            case "join" -> new Fact.Join(member, name, constant(Role.class, line, "role"), visitor(line), "not told");
            case "leave" -> new Fact.Leave(member, name, constant(LeaveReason.class, line, "reason"));
            case "rename" -> new Fact.Rename(member, name, text(line, "was"));
            case "role" ->
                new Fact.RoleChange(
                        member,
                        constant(Role.class, line, "role"),
                        member(line, "by"),
                        line.has("until") ? time(line, "until") : null);
            case "room" -> new Fact.Update(changes(line), member(line, "by"));
            case "skip" -> new Fact.Skip();
            case "close" -> new Fact.Close(text(line, "reason"));
            default -> throw new AssertionError("no entry: " + line);
        };
    }

    private static Visitor visitor(JsonNode line) {
        return new Visitor(
                null, null, null, line.has("profile") ? line.get("profile").toString() : null, false);
    }

    private static RoomChanges changes(JsonNode line) {
        Boolean passphrase = flag(line, "passphrase");
        Long seats = number(line, "maxMembers");
        return new RoomChanges(
                text(line, "title"),
                passphrase == null ? null : passphrase ? "not told" : "",
                flag(line, "locked"),
                seats == null ? null : seats.intValue(),
                millis(line, "slowModeMs"),
                flag(line, "keep"));
    }

    static RoomEvent signal(JsonNode line) {
        MemberId member = member(line, "member");
        return switch (text(line, "type")) {
            case "typing" -> new RoomEvent.Typing(member, flag(line, "on"));
            case "read" -> new RoomEvent.Read(member, number(line, "offset"));
            case "status" ->
                new RoomEvent.Status(
                        member,
                        constant(MemberStatus.class, line, "status"),
                        line.get("connections").intValue());
            case "gone" ->
                new RoomEvent.Gone(
                        RoomEvent.Gone.Cause.values()[line.get("code").intValue() - 4503], text(line, "reason"));
            default -> throw new AssertionError("no signal: " + line);
        };
    }

    // ---------------------------------------------------------------- people and rooms

    private static Member member(JsonNode object) {
        return new Member(
                member(object, "member"),
                text(object, "name"),
                constant(Role.class, object, "role"),
                object.has("status") ? constant(MemberStatus.class, object, "status") : MemberStatus.ACTIVE,
                object.path("connections").intValue(),
                object.has("profile") ? object.get("profile").toString() : null);
    }

    static List<Member> members(JsonNode ok) {
        return list(ok.path("members"), FixtureValues::member);
    }

    private static RoomInfo room(JsonNode room) {
        return new RoomInfo(
                new RoomCode(text(room, "code")),
                text(room, "title"),
                new Position(text(room, "epoch"), number(room, "offset")),
                number(room, "oldest"),
                flag(room, "locked"),
                flag(room, "passphrase"),
                flag(room, "keep"),
                room.get("maxMembers").intValue(),
                millis(room, "slowModeMs"),
                room.get("count").intValue());
    }

    /** What {@code join} or {@code sync} answers. */
    static Joined joined(JsonNode ok) {
        return new Joined(
                ok.has("room") ? room(ok.get("room")) : NOT_TOLD,
                ok.has("me") ? member(ok.get("me")) : NOBODY,
                text(ok, "resume"),
                members(ok),
                recovery(ok),
                entries(ok),
                ok.path("more").booleanValue(),
                SCOPE);
    }

    private static Recovery recovery(JsonNode ok) {
        if (!ok.has("recovered")) {
            return Recovery.NOT_ASKED;
        }
        return flag(ok, "recovered") ? Recovery.COMPLETE : constant(Recovery.class, ok, "reason");
    }
}
