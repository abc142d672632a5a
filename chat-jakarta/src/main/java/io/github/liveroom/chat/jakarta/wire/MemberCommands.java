package io.github.liveroom.chat.jakarta.wire;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of a member's commands mean, one method for each. */
final class MemberCommands {
    private static final int DEFAULT_PAGE = 50;
    private static final int DEFAULT_MEMBERS = 100;
    private static final long FIRST_OFFSET = 1;
    private static final long LONGEST_MS = (1L << 53) - 1;

    /** Has never been in any room: what a text stands for that cannot be a member. */
    private static final MemberId NOBODY = new MemberId(Long.MAX_VALUE);

    /** Makes a command of fields. */
    @FunctionalInterface
    interface Reading {
        Outcome<Command> read(Line line) throws Line.BadField;
    }

    /**
     * A command.
     *
     * @param feature that which has to be on, or null
     */
    record Known(Reading reading, @Nullable String feature) {}

    private MemberCommands() {}

    static Map<String, Known> all() {
        Map<String, Known> all = new HashMap<>();
        all.put("send", new Known(MemberCommands::send, null));
        all.put("edit", new Known(MemberCommands::edit, "edit"));
        all.put("delete", new Known(line -> Outcome.ok(new Command.Delete(target(line))), null));
        all.put("react", new Known(MemberCommands::react, "react"));
        all.put("typing", new Known(line -> Outcome.ok(new Command.Typing(on(line))), "typing"));
        all.put("read", new Known(MemberCommands::read, "read"));
        all.put("history", new Known(MemberCommands::history, null));
        all.put("search", new Known(MemberCommands::search, "search"));
        all.put("members", new Known(MemberCommands::members, null));
        all.put("sync", new Known(MemberCommands::sync, null));
        all.put("rename", new Known(MemberCommands::rename, null));
        all.put("status", new Known(MemberCommands::status, null));
        all.put("update", new Known(MemberCommands::update, null));
        all.put("kick", new Known(line -> Outcome.ok(new Command.Kick(member(line), reason(line))), null));
        all.put("ban", new Known(MemberCommands::ban, null));
        all.put("unban", new Known(line -> Outcome.ok(new Command.Unban(member(line), reason(line))), null));
        all.put("mute", new Known(MemberCommands::mute, null));
        all.put("role", new Known(MemberCommands::role, null));
        all.put("close", new Known(line -> Outcome.ok(new Command.Close(reason(line))), null));
        return Map.copyOf(all);
    }

    // ---------------------------------------------------------------- messages

    private static Outcome<Command> send(Line line) throws Line.BadField {
        String text = line.text("text");
        Long replyTo = line.offset("replyTo", FIRST_OFFSET);
        List<String> to = line.texts("to");
        if (to != null && (to.isEmpty() || to.size() > Command.Send.MAX_TO)) {
            throw new Line.BadField("to is 1 to " + Command.Send.MAX_TO + " members");
        }
        List<MemberId> members = new ArrayList<>();
        for (String member : to == null ? List.<String>of() : to) {
            members.add(MemberId.parse(member).orElse(NOBODY));
        }
        return text == null ? noText() : Outcome.ok(new Command.Send(text, replyTo, members));
    }

    private static Outcome<Command> edit(Line line) throws Line.BadField {
        long target = target(line);
        String text = line.text("text");
        return text == null ? noText() : Outcome.ok(new Command.Edit(target, text));
    }

    private static Outcome<Command> react(Line line) throws Line.BadField {
        return Outcome.ok(new Command.React(target(line), Line.required("emoji", line.text("emoji")), on(line)));
    }

    private static Outcome<Command> noText() {
        return Outcome.refused(Refusal.TEXT_REQUIRED, "text is missing");
    }

    // ---------------------------------------------------------------- reading

    private static Outcome<Command> read(Line line) throws Line.BadField {
        return Outcome.ok(new Command.Read(Line.required("offset", line.offset("offset", 0))));
    }

    private static Outcome<Command> history(Line line) throws Line.BadField {
        return Outcome.ok(new Command.History(before(line), limit(line, Command.History.MAX_PAGE, DEFAULT_PAGE)));
    }

    private static Outcome<Command> search(Line line) throws Line.BadField {
        Long before = before(line);
        int limit = limit(line, Command.History.MAX_PAGE, DEFAULT_PAGE);
        String text = line.text("text");
        return text == null ? noText() : Outcome.ok(new Command.Search(text, before, limit));
    }

    private static Outcome<Command> members(Line line) throws Line.BadField {
        String after = line.text("after");
        MemberId from = after == null ? null : MemberId.parse(after).orElse(null);
        if (after != null && from == null) {
            throw new Line.BadField("after is a member");
        }
        return Outcome.ok(new Command.Members(from, limit(line, Joined.MAX_LISTED, DEFAULT_MEMBERS)));
    }

    private static Outcome<Command> sync(Line line) throws Line.BadField {
        return Outcome.ok(new Command.Sync(position(Line.required("since", line.object("since")))));
    }

    static Position position(Line since) throws Line.BadField {
        return new Position(
                Line.required("since.epoch", since.text("epoch")),
                Line.required("since.offset", since.offset("offset", 0)));
    }

    // ---------------------------------------------------------------- oneself

    private static Outcome<Command> rename(Line line) throws Line.BadField {
        String name = line.text("name");
        return name == null
                ? Outcome.refused(Refusal.NAME_REQUIRED, "name is missing")
                : Outcome.ok(new Command.Rename(name));
    }

    private static Outcome<Command> status(Line line) throws Line.BadField {
        return switch (Line.required("status", line.text("status"))) {
            case "active" -> Outcome.ok(new Command.Status(false));
            case "idle" -> Outcome.ok(new Command.Status(true));
            default -> throw new Line.BadField("status is active or idle");
        };
    }

    // ---------------------------------------------------------------- keeping order

    private static Outcome<Command> update(Line line) throws Line.BadField {
        Long seats = line.number("maxMembers", 1, Integer.MAX_VALUE);
        Long slow = line.number("slowModeMs", 0, RoomChanges.MAX_SLOW_MODE.toMillis());
        return Outcome.ok(new Command.Update(new RoomChanges(
                line.text("title"),
                line.isNull("passphrase") ? "" : CommandReader.passphrase(line),
                line.flag("locked"),
                seats == null ? null : seats.intValue(),
                slow == null ? null : Duration.ofMillis(slow),
                line.flag("keep"))));
    }

    private static Outcome<Command> ban(Line line) throws Line.BadField {
        return Outcome.ok(new Command.Ban(member(line), reason(line), length(line)));
    }

    private static Outcome<Command> mute(Line line) throws Line.BadField {
        return Outcome.ok(new Command.Mute(member(line), reason(line), length(line)));
    }

    private static Outcome<Command> role(Line line) throws Line.BadField {
        String name = Line.required("role", line.text("role"));
        Role role = Arrays.stream(Role.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Line.BadField("role is owner, moderator or member"));
        return Outcome.ok(new Command.Role(member(line), role));
    }

    // ---------------------------------------------------------------- fields

    private static long target(Line line) throws Line.BadField {
        return Line.required("target", line.offset("target", FIRST_OFFSET));
    }

    private static boolean on(Line line) throws Line.BadField {
        return Line.required("on", line.flag("on"));
    }

    private static @Nullable Long before(Line line) throws Line.BadField {
        return line.offset("before", 0);
    }

    private static int limit(Line line, int max, int fallback) throws Line.BadField {
        Long limit = line.number("limit", 1, max);
        return limit == null ? fallback : limit.intValue();
    }

    private static MemberId member(Line line) throws Line.BadField {
        return MemberId.parse(Line.required("member", line.text("member"))).orElse(NOBODY);
    }

    private static String reason(Line line) throws Line.BadField {
        String reason = line.text("reason");
        return reason == null ? "" : reason;
    }

    private static @Nullable Duration length(Line line) throws Line.BadField {
        Long length = line.number("forMs", 0, LONGEST_MS);
        return length == null ? null : Duration.ofMillis(length);
    }
}
