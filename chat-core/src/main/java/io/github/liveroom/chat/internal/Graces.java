package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a room when time passes: a member who is away for too long leaves, a room that is empty for too long
 * closes. A log that fails at that moment is asked again.
 *
 * <p>Used by the room's drain only.
 */
final class Graces {
    /** A room that nobody has entered yet waits at least so long. */
    private static final Duration FIRST_EMPTY_GRACE = Duration.ofSeconds(60);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_UNSURE = 1000;

    /** A timer that waits longer is looked at in between: clocks change. */
    private static final Duration MAX_WAIT = Duration.ofDays(1);

    private final ActiveRoom room;
    private final ServiceConfig config;
    private Set<Fact.Join> unsure = Set.of();
    private Map<MemberId, Scheduled> mutes = Map.of();
    private @Nullable Scheduled emptyGrace;

    /** Tells one emptiness of the room from the next. */
    private int emptyGraces;

    /** The room or the server has ended: nothing is waited for any more. */
    private boolean over;

    Graces(ActiveRoom room, ServiceConfig config) {
        this.room = room;
        this.config = config;
    }

    /** The room was created. */
    void begin() {
        Duration grace = config.emptyGrace();
        waitWhileEmpty(grace == null || grace.compareTo(FIRST_EMPTY_GRACE) < 0 ? FIRST_EMPTY_GRACE : grace);
    }

    void end() {
        over = true;
        stopWaiting();
        mutes.values().forEach(Scheduled::cancel);
        mutes = Map.of();
        room.stays().stopWaiting();
    }

    /** A member has lost the last connection. */
    void away(Stays.Stay stay) {
        endUnlessResumed(stay, config.reconnectGrace());
    }

    private void endUnlessResumed(Stays.Stay stay, Duration grace) {
        if (over) {
            return;
        }
        int absence = stay.absence();
        Runnable timeout = () -> room.submit(new ServerTask(
                room,
                now -> stay.absence() == absence && room.stays().of(stay.member) == stay,
                new Request.Depart(stay.member, LeaveReason.TIMEOUT),
                done -> {
                    if (isUnavailable(done)) {
                        endUnlessResumed(stay, RETRY_AFTER);
                    }
                }));
        stay.grace = config.scheduler().schedule(timeout, grace);
    }

    /**
     * It is not known whether a join is in the log, and nobody is told the secret for it. If the log has it, or gets it,
     * the member is away from the start.
     */
    void unsure(Fact.Join join) {
        Seat seat = room.state().seat(join.member());
        if (seat == null && unsure.size() < MAX_UNSURE) {
            unsure = unsure.isEmpty() ? new HashSet<>() : unsure;
            unsure.add(join);
        } else if (seat != null
                && seat.name().equals(join.name())
                && room.stays().of(seat.id()) == null) {
            away(room.stays().begin(seat));
        }
    }

    /** The log says that somebody joined. */
    void joined(Fact.Join join) {
        if (unsure.isEmpty()) {
            return;
        }
        if (unsure.remove(join)) {
            unsure(join);
        }
        unsure.removeIf(other -> other.member().equals(join.member())); // its place is taken
    }

    /** A member may do more or less than before: a mute that was there is no longer waited for, a new one is. */
    void roleChanged(Fact.RoleChange change) {
        forgetMute(change.member());
        Instant until = change.until();
        if (change.role() == Role.MUTED && until != null) {
            endMuteAt(change.member(), until);
        }
    }

    void forgetMute(MemberId member) {
        Scheduled mute = mutes.isEmpty() ? null : mutes.remove(member);
        if (mute != null) {
            mute.cancel();
        }
    }

    private void endMuteAt(MemberId member, Instant until) {
        if (over) {
            return;
        }
        Duration left = Duration.between(room.now(), until);
        Runnable end = () -> room.inDrain(() -> {
            if (room.now().isBefore(until)) {
                endMuteAt(member, until);
                return;
            }
            room.submit(new ServerTask(
                    room,
                    now -> {
                        Seat seat = now.seat(member);
                        return seat != null && seat.isMuteOver(room.now());
                    },
                    new Request.EndMute(member),
                    done -> {
                        if (isUnavailable(done)) {
                            endMuteAt(member, room.now().plus(RETRY_AFTER));
                        }
                    }));
        });
        mutes = mutes.isEmpty() ? new HashMap<>() : mutes;
        mutes.put(member, config.scheduler().schedule(end, left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT));
    }

    /** The room has changed. */
    void waitWhileEmpty() {
        waitWhileEmpty(config.emptyGrace());
    }

    private void waitWhileEmpty(@Nullable Duration grace) {
        RoomState state = room.state();
        if (state.people() > 0 || state.settings().keep() || config.emptyGrace() == null || grace == null) {
            stopWaiting();
        } else if (emptyGrace == null && !over) {
            closeUnlessEntered(grace);
        }
    }

    private void closeUnlessEntered(Duration grace) {
        int current = emptyGraces;
        Runnable end = () -> room.submit(new ServerTask(
                room, now -> now.people() == 0 && emptyGraces == current, new Request.Close(null, ""), done -> {
                    if (isUnavailable(done) && !over) {
                        closeUnlessEntered(RETRY_AFTER);
                    }
                }));
        emptyGrace = config.scheduler().schedule(end, grace);
    }

    void stopWaiting() {
        emptyGraces++;
        if (emptyGrace != null) {
            emptyGrace.cancel();
            emptyGrace = null;
        }
    }

    private static boolean isUnavailable(Outcome<Answer.Done> outcome) {
        return outcome instanceof Outcome.Refused<Answer.Done> refused && refused.refusal() == Refusal.UNAVAILABLE;
    }
}
