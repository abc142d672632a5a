package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows for connections, secrets and timers when a fact has become true.
 *
 * <p>Used by the room's drain only.
 */
final class Consequences {
    private final ActiveRoom room;

    /** Of those who joined with the batch that was appended last. */
    private Map<MemberId, EnterTask.Moment> moments = Map.of();

    Consequences(ActiveRoom room) {
        this.room = room;
    }

    /**
     * @param before where the log ended before the fact
     */
    void of(Fact fact, long before) {
        if (fact instanceof Fact.Join join) {
            moments = moments.isEmpty() ? new HashMap<>(2) : moments;
            moments.put(join.member(), new EnterTask.Moment(before, room.state()));
            room.graces().joined(join);
        } else if (fact instanceof Fact.Leave leave) {
            left(leave);
        } else if (fact instanceof Fact.RoleChange change) {
            room.graces().roleChanged(change);
        } else if (fact instanceof Fact.Close close) {
            closed(close);
        }
    }

    EnterTask.Moment momentOf(MemberId member) {
        EnterTask.Moment moment = moments.isEmpty() ? null : moments.remove(member);
        if (moment == null) {
            throw new IllegalStateException("member " + member + " did not join with the last batch");
        }
        return moment;
    }

    void settled() {
        moments = Map.of();
    }

    private void left(Fact.Leave leave) {
        room.graces().forgetMute(leave.member());
        Stays.Stay stay = room.stays().end(leave.member());
        if (stay == null) {
            return;
        }
        RoomEvent.Gone gone = goneAfter(leave);
        for (RoomLine line : stay.lines()) {
            room.fanOut().catchUp(line);
            room.stays().detach(line);
            if (gone != null) {
                line.gone(gone);
            }
        }
        room.tickets().endAll(stay, leave.reason() == LeaveReason.TIMEOUT);
    }

    private static RoomEvent.@Nullable Gone goneAfter(Fact.Leave leave) {
        return switch (leave.reason()) {
            case KICKED, CLOSED -> new RoomEvent.Gone(RoomEvent.Gone.Cause.KICKED, leave.told());
            case BANNED -> new RoomEvent.Gone(RoomEvent.Gone.Cause.BANNED, leave.told());
            case SHUTDOWN -> new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "");
            case LEFT, TIMEOUT -> null;
        };
    }

    private void closed(Fact.Close close) {
        RoomEvent.Gone gone = new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, close.reason());
        room.fanOut().send();
        for (RoomLine line : List.copyOf(room.stays().attached())) {
            room.stays().detach(line);
            if (!line.closing()) {
                line.gone(gone);
            }
        }
        room.stays().endAll().forEach(stay -> room.tickets().endAll(stay, false));
        room.end();
    }
}
