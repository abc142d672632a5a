package io.github.liveroom.chat.jakarta.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomChanges;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What entries of each type hold besides their number and time. */
final class FactWriter {
    private static final Map<Class<? extends Fact>, String> TYPES = Map.ofEntries(
            Map.entry(Fact.Message.class, "message"),
            Map.entry(Fact.Edit.class, "edit"),
            Map.entry(Fact.Delete.class, "delete"),
            Map.entry(Fact.Reaction.class, "reaction"),
            Map.entry(Fact.Join.class, "join"),
            Map.entry(Fact.Leave.class, "leave"),
            Map.entry(Fact.Rename.class, "rename"),
            Map.entry(Fact.RoleChange.class, "role"),
            Map.entry(Fact.Update.class, "room"),
            Map.entry(Fact.Skip.class, "skip"),
            Map.entry(Fact.Close.class, "close"));

    private FactWriter() {}

    static Set<Class<? extends Fact>> facts() {
        return TYPES.keySet();
    }

    static String type(Fact fact) {
        return type(fact.getClass());
    }

    static String type(Class<? extends Fact> kind) {
        String type = TYPES.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("no type for " + kind);
        }
        return type;
    }

    static void write(JsonGenerator json, Fact fact) throws IOException {
        if (fact instanceof Fact.Message message) {
            message(json, message);
        } else if (fact instanceof Fact.Edit edit) {
            about(json, edit.member(), edit.target());
            optional(json, "text", edit.text());
        } else if (fact instanceof Fact.Delete deletion) {
            about(json, deletion.member(), deletion.target());
        } else if (fact instanceof Fact.Reaction reaction) {
            about(json, reaction.member(), reaction.target());
            json.writeStringField("emoji", reaction.emoji());
            json.writeBooleanField("on", reaction.on());
        } else if (fact instanceof Fact.Join join) {
            who(json, join.member(), join.name());
            json.writeStringField("role", LineWriter.name(join.role()));
            LineWriter.profile(json, join.visitor().profile());
        } else if (fact instanceof Fact.Leave leave) {
            who(json, leave.member(), leave.name());
            json.writeStringField("reason", LineWriter.name(leave.reason()));
        } else if (fact instanceof Fact.Rename rename) {
            who(json, rename.member(), rename.name());
            json.writeStringField("was", rename.was());
        } else if (fact instanceof Fact.RoleChange change) {
            role(json, change);
        } else if (fact instanceof Fact.Update update) {
            changes(json, update.changes());
            by(json, update.by());
        } else if (fact instanceof Fact.Close close) {
            json.writeStringField("reason", close.reason());
        }
    }

    private static void message(JsonGenerator json, Fact.Message message) throws IOException {
        who(json, message.member(), message.name());
        optional(json, "text", message.text());
        if (message.text() == null) {
            json.writeBooleanField("deleted", true);
        }
        if (message.replyTo() != null) {
            json.writeNumberField("replyTo", message.replyTo());
        }
        if (!message.to().isEmpty()) {
            json.writeArrayFieldStart("to");
            for (MemberId member : message.to()) {
                json.writeString(member.toString());
            }
            json.writeEndArray();
        }
        if (message.edited() != null) {
            json.writeNumberField("edited", message.edited());
        }
    }

    private static void role(JsonGenerator json, Fact.RoleChange change) throws IOException {
        json.writeStringField("member", change.member().toString());
        json.writeStringField("role", LineWriter.name(change.role()));
        by(json, change.by());
        // Nobody lives to see one that is larger than a browser's numbers.
        if (change.until() != null && change.until().toEpochMilli() < Line.NUMBERS_END) {
            json.writeNumberField("until", change.until().toEpochMilli());
        }
    }

    /** A passphrase is told to be there or not; what it is stays here. */
    private static void changes(JsonGenerator json, RoomChanges changes) throws IOException {
        optional(json, "title", changes.title());
        if (changes.passphrase() != null) {
            json.writeBooleanField("passphrase", !changes.passphrase().isEmpty());
        }
        if (changes.locked() != null) {
            json.writeBooleanField("locked", changes.locked());
        }
        if (changes.maxMembers() != null) {
            json.writeNumberField("maxMembers", changes.maxMembers());
        }
        if (changes.slowMode() != null) {
            json.writeNumberField("slowModeMs", changes.slowMode().toMillis());
        }
        if (changes.keep() != null) {
            json.writeBooleanField("keep", changes.keep());
        }
    }

    private static void who(JsonGenerator json, MemberId member, String name) throws IOException {
        json.writeStringField("member", member.toString());
        json.writeStringField("name", name);
    }

    private static void about(JsonGenerator json, MemberId member, long target) throws IOException {
        json.writeStringField("member", member.toString());
        json.writeNumberField("target", target);
    }

    private static void by(JsonGenerator json, @Nullable MemberId by) throws IOException {
        json.writeStringField("by", by == null ? null : by.toString());
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
