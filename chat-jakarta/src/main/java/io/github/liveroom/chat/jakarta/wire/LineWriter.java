package io.github.liveroom.chat.jakarta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the server says, as lines of JSON. Every method gives one line without its end. */
public final class LineWriter {
    /** The line with which liveness is asked and answered. */
    public static final String PING = "{}";

    /** The protocol's name, offered as WebSocket subprotocol. */
    public static final String PROTOCOL = "liveroom.v1";

    private static final JsonFactory JSON = JsonFactory.builder()
            // As for reading: none that outlives the application.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();
    private static final int EXPECTED = 192;
    private static final int EXPECTED_CID = 48;
    private static final int MILLIS = 1000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private LineWriter() {}

    private static String line(Content content) {
        StringWriter text = new StringWriter(EXPECTED);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    /**
     * The first line of a connection.
     *
     * @param hello what to tell
     * @return the line
     */
    public static String hello(Hello hello) {
        return line(json -> {
            json.writeObjectFieldStart("hello");
            json.writeStringField("protocol", PROTOCOL);
            if (hello.connection() != null) {
                json.writeStringField("connection", hello.connection());
            }
            json.writeNumberField("pingMs", hello.ping().toMillis());
            json.writeNumberField("time", hello.time().toEpochMilli());
            json.writeArrayFieldStart("features");
            for (String feature : hello.features()) {
                json.writeString(feature);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("limits");
            for (var limit : hello.limits().entrySet()) {
                json.writeNumberField(limit.getKey(), limit.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /**
     * The last line of a connection whose carrier has no other way to say why it ends.
     *
     * @param code a close code
     * @param reason for logs
     * @return the line
     */
    public static String close(int code, String reason) {
        return line(json -> {
            json.writeObjectFieldStart("close");
            json.writeNumberField("code", code);
            json.writeStringField("reason", reason);
            json.writeEndObject();
        });
    }

    /**
     * A command is refused.
     *
     * @param id the command
     * @param refused why
     * @return the line
     */
    public static String error(long id, Outcome.Refused<?> refused) {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeObjectFieldStart("error");
            json.writeStringField("code", WireCodes.code(refused.refusal()));
            json.writeStringField("message", refused.detail());
            Duration retryAfter = refused.retryAfter();
            if (retryAfter != null) {
                // Rounded up: who waits that long is not to come too early.
                json.writeNumberField(
                        "retryAfterMs",
                        Math.max(1, retryAfter.plusNanos(NANOS_PER_MILLI - 1).toMillis()));
            }
            json.writeEndObject();
        });
    }

    /**
     * A room was created.
     *
     * @param id the command
     * @param code the room
     * @param owner the owner secret
     * @return the line
     */
    public static String created(long id, RoomCode code, String owner) {
        return ok(id, json -> {
            json.writeStringField("code", code.value());
            json.writeStringField("owner", owner);
        });
    }

    /**
     * A token was taken.
     *
     * @param id the command
     * @param until when another has to be shown at the latest, or null for never
     * @return the line
     */
    public static String authenticated(long id, @Nullable Instant until) {
        return ok(id, json -> {
            if (until != null && until.getEpochSecond() < Line.NUMBERS_END / MILLIS) {
                json.writeNumberField("until", until.toEpochMilli());
            }
        });
    }

    /**
     * A member's command is done.
     *
     * @param id the command
     * @param room the room that it was about
     * @param answer what it answers
     * @param repeated whether this is the first answer again
     * @param scope whose {@code cid}s the member may see
     * @return the line
     */
    public static String answer(long id, RoomCode room, Answer answer, boolean repeated, String scope) {
        return ok(id, json -> {
            if (answer instanceof Answer.Sent sent) {
                json.writeNumberField("offset", sent.offset());
                json.writeNumberField("at", sent.at().toEpochMilli());
            } else if (answer instanceof Answer.Appended appended) {
                json.writeNumberField("offset", appended.offset());
            } else if (answer instanceof Answer.Renamed renamed) {
                json.writeStringField("name", renamed.name());
            } else if (answer instanceof Answer.Page page) {
                entries(json, room, page.entries(), scope);
                json.writeBooleanField("more", page.more());
            } else if (answer instanceof Answer.People people) {
                members(json, people.members());
                json.writeBooleanField("more", people.more());
            } else if (answer instanceof Answer.Synced synced) {
                synced(json, synced.joined());
            }
            if (repeated) {
                json.writeBooleanField("dup", true);
            }
        });
    }

    /**
     * Somebody is in a room.
     *
     * @param id the command
     * @param joined the room as it is at this instant
     * @return the line
     */
    public static String joined(long id, Joined joined) {
        return ok(id, json -> {
            snapshot(json, joined);
            recovered(json, joined);
            json.writeBooleanField("more", joined.more());
        });
    }

    /** What was missed; if that cannot be told, everything. */
    private static void synced(JsonGenerator json, Joined joined) throws IOException {
        boolean whole = joined.recovery() != Recovery.COMPLETE;
        if (whole) {
            snapshot(json, joined);
        }
        recovered(json, joined);
        if (whole) {
            json.writeBooleanField("more", joined.more());
        }
    }

    private static void snapshot(JsonGenerator json, Joined joined) throws IOException {
        room(json, joined.room());
        json.writeObjectFieldStart("me");
        member(json, joined.me());
        json.writeEndObject();
        if (joined.resume() != null) {
            json.writeStringField("resume", joined.resume());
        }
        members(json, joined.members());
    }

    private static void recovered(JsonGenerator json, Joined joined) throws IOException {
        if (joined.recovery() != Recovery.NOT_ASKED) {
            boolean recovered = joined.recovery() == Recovery.COMPLETE;
            json.writeBooleanField("recovered", recovered);
            if (!recovered) {
                json.writeStringField("reason", name(joined.recovery()));
            }
        }
        entries(json, joined.room().code(), joined.entries(), joined.scope());
    }

    private static void members(JsonGenerator json, List<Member> members) throws IOException {
        json.writeArrayFieldStart("members");
        for (Member member : members) {
            json.writeStartObject();
            member(json, member);
            json.writeStringField("status", name(member.status()));
            json.writeNumberField("connections", member.connections());
            profile(json, member.profile());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void profile(JsonGenerator json, @Nullable String profile) throws IOException {
        if (profile != null) {
            json.writeFieldName("profile");
            json.writeRawValue(profile);
        }
    }

    private static String ok(long id, Content content) {
        return line(json -> {
            json.writeNumberField("id", id);
            json.writeObjectFieldStart("ok");
            content.write(json);
            json.writeEndObject();
        });
    }

    private static void room(JsonGenerator json, RoomInfo room) throws IOException {
        json.writeObjectFieldStart("room");
        json.writeStringField("code", room.code().value());
        json.writeStringField("title", room.title());
        json.writeStringField("epoch", room.position().epoch());
        json.writeNumberField("offset", room.position().offset());
        json.writeNumberField("oldest", room.oldest());
        json.writeBooleanField("locked", room.locked());
        json.writeBooleanField("passphrase", room.passphrase());
        json.writeBooleanField("keep", room.keep());
        json.writeNumberField("maxMembers", room.maxMembers());
        json.writeNumberField("slowModeMs", room.slowMode().toMillis());
        json.writeNumberField("count", room.count());
        json.writeEndObject();
    }

    private static void member(JsonGenerator json, Member member) throws IOException {
        json.writeStringField("member", member.id().toString());
        json.writeStringField("name", member.name());
        json.writeStringField("role", name(member.role()));
    }

    private static void entries(JsonGenerator json, RoomCode room, List<Entry> entries, String scope)
            throws IOException {
        json.writeArrayFieldStart("entries");
        for (Entry entry : entries) {
            json.writeStartObject();
            entry(json, room, entry, scope);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * An entry, pushed, as all see it but the one who caused it.
     *
     * @param room the room
     * @param entry the entry
     * @return the line
     */
    public static String entry(RoomCode room, Entry entry) {
        return line(json -> entry(json, room, entry, null));
    }

    /**
     * The same line for the one who caused the entry.
     *
     * @param entry the line of an entry
     * @param cid what the command was called
     * @return the line
     */
    public static String withCid(String entry, String cid) {
        StringBuilder line = new StringBuilder(entry.length() + EXPECTED_CID);
        line.append(entry, 0, entry.length() - 1).append(",\"cid\":\"");
        JsonStringEncoder.getInstance().quoteAsString(cid, line);
        return line.append("\"}").toString();
    }

    private static void entry(JsonGenerator json, RoomCode room, Entry entry, @Nullable String scope)
            throws IOException {
        json.writeStringField("room", room.value());
        json.writeNumberField("offset", entry.offset());
        json.writeStringField("type", FactWriter.type(entry.fact()));
        json.writeNumberField("at", entry.at().toEpochMilli());
        FactWriter.write(json, entry.fact());
        Entry.Cause cause = entry.cause();
        if (cause != null && cause.scope().equals(scope)) {
            json.writeStringField("cid", cause.cid());
        }
    }

    /**
     * Something that is not numbered, or the end of a connection's part in a room.
     *
     * @param room the room
     * @param event anything but an {@link Entry}
     * @return the line
     */
    public static String signal(RoomCode room, RoomEvent event) {
        return line(json -> {
            json.writeStringField("room", room.value());
            if (event instanceof RoomEvent.Typing typing) {
                json.writeStringField("type", "typing");
                json.writeStringField("member", typing.member().toString());
                json.writeBooleanField("on", typing.on());
            } else if (event instanceof RoomEvent.Read read) {
                json.writeStringField("type", "read");
                json.writeStringField("member", read.member().toString());
                json.writeNumberField("offset", read.offset());
            } else if (event instanceof RoomEvent.Status status) {
                json.writeStringField("type", "status");
                json.writeStringField("member", status.member().toString());
                json.writeStringField("status", name(status.status()));
                json.writeNumberField("connections", status.connections());
            } else if (event instanceof RoomEvent.Gone gone) {
                json.writeStringField("type", "gone");
                json.writeNumberField("code", WireCodes.gone(gone.cause()));
                json.writeStringField("reason", gone.reason());
            } else {
                throw new IllegalArgumentException("entries are numbered: " + event.getClass());
            }
        });
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
