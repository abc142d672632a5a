package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomInfo;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A room at one instant, {@code info.position}: every later entry follows as position + 1, + 2, …
 *
 * @param info the room's settings, position and true number of members
 * @param me the member that this client is
 * @param members at most 1,000, owners and moderators first
 * @param recovery what became of the position that was given
 * @param entries what was missing if that is {@link Recovery#COMPLETE}, else the newest ones; oldest first
 * @param more whether entries older than these can be had with {@link ChatRoom#history}
 */
public record RoomSnapshot(
        RoomInfo info,
        Participant me,
        List<Participant> members,
        Recovery recovery,
        List<RoomLine> entries,
        boolean more) {
    static RoomSnapshot of(Fields ok) {
        Fields room = required(ok, "room");
        Fields me = required(ok, "me");
        return new RoomSnapshot(
                info(room),
                Participant.of(me),
                ok.objects("members").stream().map(Participant::of).toList(),
                recovery(ok),
                lines(ok),
                ok.flag("more"));
    }

    static List<RoomLine> lines(Fields ok) {
        return ok.objects("entries").stream().map(RoomLine::of).toList();
    }

    static RoomCode code(Fields room) {
        return RoomCode.parse(room.text("code", ""))
                .orElseThrow(() -> new IllegalArgumentException("code is to be a room's code"));
    }

    private static RoomInfo info(Fields room) {
        return new RoomInfo(
                code(room),
                room.text("title"),
                new Position(room.text("epoch", ""), room.number("offset", 0)),
                room.number("oldest", 0),
                room.flag("locked"),
                room.flag("passphrase"),
                room.flag("keep"),
                (int) room.number("maxMembers", 0),
                Duration.ofMillis(room.number("slowModeMs", 0)),
                (int) room.number("count", 0));
    }

    private static Recovery recovery(Fields ok) {
        if (!ok.map().containsKey("recovered")) {
            return Recovery.NOT_ASKED;
        } else if (ok.flag("recovered")) {
            return Recovery.COMPLETE;
        }
        return switch (ok.text("reason", "").toLowerCase(Locale.ROOT)) {
            case "too_old" -> Recovery.TOO_OLD;
            case "too_many" -> Recovery.TOO_MANY;
            case "future" -> Recovery.FUTURE;
            default -> Recovery.EPOCH;
        };
    }

    private static Fields required(Fields ok, String name) {
        Fields object = ok.object(name);
        if (object == null) {
            throw new IllegalArgumentException("the answer to a join has a " + name);
        }
        return object;
    }

    /** Without names and texts. */
    @Override
    public String toString() {
        return "RoomSnapshot[" + info.code() + " as " + me.id() + " at " + info.position() + ", " + members.size()
                + " members, " + entries.size() + " entries, " + recovery + "]";
    }
}
