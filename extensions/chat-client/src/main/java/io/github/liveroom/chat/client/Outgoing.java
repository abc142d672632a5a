package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.client.Alarms.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one room on their way out, in the order in which they were given. Messages keep their {@code cid} until they
 * are answered, so that what is sent again after a break is appended once; other commands are sent once. On the strand.
 */
final class Outgoing {
    /** How many commands may wait for a connection. */
    static final int MOST = 10_000;

    private static final Duration RETRY = Duration.ofSeconds(1);

    /** A server forgets a {@code cid} after 5 minutes; after that a message sent again could be there twice. */
    private static final Duration REPEATABLE = Duration.ofMinutes(5).minusSeconds(10);

    private final Connection connection;
    private final RoomSession room;
    private final TreeMap<Long, Request> waiting = new TreeMap<>();
    private final TreeMap<Long, Request> underWay = new TreeMap<>();
    private long given;
    private boolean on;
    private Alarm pause = Alarm.none();

    Outgoing(Connection connection, RoomSession room) {
        this.connection = connection;
        this.room = room;
    }

    void add(Request request) {
        if (waiting.size() >= MOST) {
            request.settle(Answered.refused(Refusal.TOO_MANY_UNACKED, MOST + " commands wait already"));
        } else {
            waiting.put(given++, request);
            pump();
        }
    }

    /** The room was entered: what waits may go. */
    void resume() {
        on = true;
        long now = connection.now();
        fail(
                waiting,
                request -> request.inDoubtSince != null && now - request.inDoubtSince > REPEATABLE.toNanos(),
                "too long without an answer to be sent again; it may have been done or not");
        pump();
    }

    /** The connection broke: messages without an answer wait again, in front of the others. */
    void stop() {
        on = false;
        pause.cancel();
        waiting.putAll(underWay);
        underWay.clear();
    }

    /** The room's log began anew: what points into the old one would now hit something else. */
    void renumbered() {
        fail(waiting, Request::points, "the room's log began anew");
    }

    void end(String why) {
        stop();
        waiting.values().stream().filter(Request::isLeave).forEach(leave -> leave.done(Fields.EMPTY));
        fail(waiting, request -> true, why);
    }

    /** Takes note that a message is in the room, whether its answer came or not. */
    void seen(String cid, Fields entry) {
        if (!settle(underWay, cid, entry)) {
            settle(waiting, cid, entry);
        }
    }

    private static boolean settle(Map<Long, Request> requests, String cid, Fields entry) {
        // By the iterator: removed by its key, a map entry may stand for the next one.
        for (Iterator<Request> all = requests.values().iterator(); all.hasNext(); ) {
            Request request = all.next();
            if (cid.equals(request.fields.get("cid"))) {
                all.remove();
                request.done(entry);
                return true;
            }
        }
        return false;
    }

    void pump() {
        while (on && !pause.isOn() && !waiting.isEmpty()) {
            Request request = waiting.firstEntry().getValue();
            if (request.isLeave() ? !underWay.isEmpty() : request.isSend() && !connection.takeSlot()) {
                return;
            }
            long number = waiting.pollFirstEntry().getKey();
            underWay.put(number, request);
            if (request.inDoubtSince == null) {
                request.inDoubtSince = connection.now();
            }
            room.command(request.cmd, request.fields, answer -> answered(number, request, answer));
        }
    }

    private void answered(long number, Request request, Answered answer) {
        // False if an entry told the answer before.
        boolean open = underWay.containsKey(number);
        if (answer instanceof Answered.Lost lost) {
            lost(number, request, lost.blamed());
            return;
        }
        if (open) {
            underWay.remove(number);
            Duration wait = answer instanceof Answered.Refused no ? retryAfter(no) : null;
            if (wait != null && (request.isSend() || request.isLeave())) {
                if (((Answered.Refused) answer).why().refusal() != Refusal.UNAVAILABLE) {
                    request.inDoubtSince = null;
                }
                waiting.put(number, request);
                hold(wait);
            } else if (request.isLeave()) {
                left(request);
            } else {
                request.settle(answer);
            }
        }
        if (request.isSend()) {
            connection.freeSlot();
        } else {
            pump();
        }
    }

    private void lost(long number, Request request, boolean blamed) {
        if (request.isSend() && !blamed) {
            return; // stop() follows, and it waits again
        }
        underWay.remove(number);
        if (request.isLeave()) {
            left(request);
        } else if (request.isSend()) {
            request.failed("the server closed the connection over something that was sent");
        } else {
            request.settle(new Answered.Lost(blamed));
        }
    }

    /** If the server did not hear of it, the seat goes with the reconnect grace. */
    private void left(Request leave) {
        leave.done(Fields.EMPTY);
        room.finish(new RoomEnd(CloseCodes.LEFT, "", null));
    }

    /** When the same message makes sense again, or null if it does not. */
    static @Nullable Duration retryAfter(Answered.Refused answer) {
        return switch (answer.why().refusal()) {
            case RATE_LIMITED, UNAVAILABLE, TOO_MANY_UNACKED -> {
                Duration asked = answer.why().retryAfter();
                yield asked == null ? RETRY : asked;
            }
            default -> null;
        };
    }

    private void hold(Duration wait) {
        pause.cancel();
        pause = connection.alarms().set(wait, this::pump);
    }

    private static void fail(Map<Long, Request> requests, Predicate<Request> which, String why) {
        List<Request> failed = new ArrayList<>();
        requests.values().removeIf(request -> which.test(request) && failed.add(request));
        failed.forEach(request -> request.failed(why));
    }
}
