package io.github.liveroom.chat.jakarta.wire;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the fields of each command mean. */
public final class CommandReader {
    private static final int MAX_CID = 36;
    /** What may be turned off. Some commands belong to one of these, and {@code send} to {@code whisper} if it has {@code to}. */
    public static final List<String> FEATURES =
            List.of("edit", "react", "typing", "read", "search", "create", "whisper");

    /** The command that shows a token, and the feature: there if the host goes by tokens. */
    public static final String AUTH = "auth";

    /** Commands of a member, and what each becomes. */
    private static final Map<String, MemberCommands.Known> MEMBER = MemberCommands.all();

    private CommandReader() {}

    /**
     * Whether there is such a command of a member.
     *
     * @param cmd the command's name
     * @return true if {@link #read} knows it
     */
    public static boolean isKnown(String cmd) {
        return MEMBER.containsKey(cmd);
    }

    /**
     * What a command costs a server, in the measure of the usual ones: a search looks at every text that the room keeps, and a
     * passphrase is hashed.
     *
     * @param cmd the command's name
     * @param line its fields
     * @return at least 1
     */
    public static int cost(String cmd, Line line) {
        return switch (cmd) {
            case "search" -> 4;
            case "create", "update" -> line.has("passphrase") ? 5 : 1;
            default -> 1;
        };
    }

    /**
     * Reads a member's command.
     *
     * @param cmd one that is known
     * @param line its fields
     * @param features those that are on
     * @return the command, or why it is none
     */
    public static Outcome<Command> read(String cmd, Line line, Set<String> features) {
        MemberCommands.Known command = MEMBER.get(cmd);
        if (command == null) {
            return Outcome.refused(Refusal.UNKNOWN_COMMAND, "cmd: no such command");
        }
        String feature = cmd.equals("send") && line.has("to") ? "whisper" : command.feature();
        if (feature != null && !features.contains(feature)) {
            return Outcome.refused(Refusal.FORBIDDEN, "cmd: this server does not offer it");
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
                since == null ? null : MemberCommands.position(since),
                tail == null ? JoinRequest.DEFAULT_TAIL : tail.intValue(),
                Visitor.UNKNOWN);
    }

    static @Nullable String passphrase(Line line) throws Line.BadField {
        String passphrase = line.text("passphrase");
        if (passphrase != null
                && (passphrase.isEmpty()
                        || passphrase.codePointCount(0, passphrase.length()) > RoomOptions.MAX_PASSPHRASE)) {
            throw new Line.BadField("passphrase is 1 to " + RoomOptions.MAX_PASSPHRASE + " code points");
        }
        return passphrase;
    }
}
