package io.github.liveroom.chat.jakarta.wire;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fields of each command mean. */
public final class CommandReader {
    private static final int MAX_CID = 36;
    private static final int DEFAULT_PAGE = 50;
    private static final long FIRST_OFFSET = 1;

    /** Commands of features that this server does not offer: known, and forbidden. */
    private static final Set<String> OFF = Set.of("edit", "react", "read", "search");

    /** Commands of a member, and what each becomes. */
    private static final Map<String, MemberCommand> MEMBER = memberCommands();

    private record MemberCommand(Class<? extends Command> kind, Reading reading) {}

    @FunctionalInterface
    private interface Reading {
        Outcome<Command> read(Line line) throws Line.BadField;
    }

    private CommandReader() {}

    private static Map<String, MemberCommand> memberCommands() {
        Map<String, MemberCommand> commands = new LinkedHashMap<>();
        commands.put("send", new MemberCommand(Command.Send.class, CommandReader::send));
        commands.put("rename", new MemberCommand(Command.Rename.class, CommandReader::rename));
        commands.put("typing", new MemberCommand(Command.Typing.class, CommandReader::typing));
        commands.put("history", new MemberCommand(Command.History.class, CommandReader::history));
        return Map.copyOf(commands);
    }

    /**
     * The kind of a member's command.
     *
     * @param cmd the command's name
     * @return the kind, or null if it is not one of those that {@link #read} knows
     */
    public static @Nullable Class<? extends Command> kind(String cmd) {
        MemberCommand command = MEMBER.get(cmd);
        return command == null ? null : command.kind();
    }

    /**
     * Whether a command belongs to a feature that is off.
     *
     * @param cmd the command's name
     * @return true if a member who asks for it is told {@code forbidden}
     */
    public static boolean isOff(String cmd) {
        return OFF.contains(cmd);
    }

    /**
     * Reads a member's command.
     *
     * @param cmd one that has a {@link #kind}
     * @param line its fields
     * @return the command, or why it is none
     */
    public static Outcome<Command> read(String cmd, Line line) {
        MemberCommand command = MEMBER.get(cmd);
        if (command == null) {
            return Outcome.refused(Refusal.UNKNOWN_COMMAND, "cmd: no such command");
        }
        try {
            return command.reading().read(line);
        } catch (Line.BadField e) {
            return Outcome.refused(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The room that a command is about.
     *
     * @param line the command
     * @return the code, or null if no room can have what is written there
     * @throws Line.BadField if it is absent or not a string
     */
    public static @Nullable RoomCode room(Line line) throws Line.BadField {
        return RoomCode.parse(Line.required("room", line.text("room"))).orElse(null);
    }

    /**
     * The client's name for a command.
     *
     * @param cmd the command's name
     * @param line the command
     * @return the name, or null if it has none
     * @throws Line.BadField if it is not 1 to 36 printable characters of ASCII, or missing where it must not
     */
    public static @Nullable String cid(String cmd, Line line) throws Line.BadField {
        String cid = line.text("cid");
        if (cid == null) {
            return cmd.equals("send") ? Line.required("cid", cid) : null;
        }
        if (cid.isEmpty() || cid.length() > MAX_CID || !cid.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new Line.BadField("cid is 1 to " + MAX_CID + " printable characters of ASCII");
        }
        return cid;
    }

    private static Outcome<Command> send(Line line) throws Line.BadField {
        if (line.fields().containsKey("to")) {
            return Outcome.refused(Refusal.FORBIDDEN, "to: this server has no whispers");
        }
        String text = line.text("text");
        Long replyTo = line.offset("replyTo", FIRST_OFFSET);
        return text == null
                ? Outcome.refused(Refusal.TEXT_REQUIRED, "text is missing")
                : Outcome.ok(new Command.Send(text, replyTo));
    }

    private static Outcome<Command> rename(Line line) throws Line.BadField {
        String name = line.text("name");
        return name == null
                ? Outcome.refused(Refusal.NAME_REQUIRED, "name is missing")
                : Outcome.ok(new Command.Rename(name));
    }

    private static Outcome<Command> typing(Line line) throws Line.BadField {
        return Outcome.ok(new Command.Typing(Line.required("on", line.flag("on"))));
    }

    private static Outcome<Command> history(Line line) throws Line.BadField {
        Long before = line.offset("before", 0);
        Long limit = line.number("limit", 1, Command.History.MAX_PAGE);
        return Outcome.ok(new Command.History(before, limit == null ? DEFAULT_PAGE : limit.intValue()));
    }

    /**
     * What {@code create} asks for. Ranges that depend on the service are left to it.
     *
     * @param line the command
     * @return the options
     * @throws Line.BadField if a field is of the wrong type or out of range
     */
    public static RoomOptions options(Line line) throws Line.BadField {
        String title = line.text("title");
        if (title != null && title.codePointCount(0, title.length()) > RoomOptions.MAX_TITLE) {
            throw new Line.BadField("title is at most " + RoomOptions.MAX_TITLE + " code points");
        }
        Boolean keep = line.flag("keep");
        Long seats = line.number("maxMembers", 1, Integer.MAX_VALUE);
        Long length = line.number("codeLength", RoomCode.MIN_LENGTH, RoomCode.MAX_LENGTH);
        return new RoomOptions(
                title,
                passphrase(line),
                keep != null && keep,
                seats == null ? null : seats.intValue(),
                length == null ? null : length.intValue());
    }

    /**
     * What {@code join} asks for.
     *
     * @param line the command
     * @return the request, of a guest
     * @throws Line.BadField if a field is of the wrong type or out of range
     */
    public static JoinRequest join(Line line) throws Line.BadField {
        String passphrase = passphrase(line);
        Line since = line.object("since");
        Long tail = line.number("tail", 0, JoinRequest.MAX_TAIL);
        return new JoinRequest(
                line.text("name"),
                passphrase,
                line.text("owner"),
                line.text("resume"),
                since == null ? null : position(since),
                tail == null ? JoinRequest.DEFAULT_TAIL : tail.intValue(),
                null);
    }

    private static @Nullable String passphrase(Line line) throws Line.BadField {
        String passphrase = line.text("passphrase");
        if (passphrase != null
                && (passphrase.isEmpty()
                        || passphrase.codePointCount(0, passphrase.length()) > RoomOptions.MAX_PASSPHRASE)) {
            throw new Line.BadField("passphrase is 1 to " + RoomOptions.MAX_PASSPHRASE + " code points");
        }
        return passphrase;
    }

    private static Position position(Line since) throws Line.BadField {
        return new Position(
                Line.required("since.epoch", since.text("epoch")),
                Line.required("since.offset", since.offset("offset", 0)));
    }
}
