package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.RoomConnection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, from {@code hello} to its end: reads lines in order, one after the other, and answers each.
 *
 * <p>A line that creates, enters or leaves a room holds up those behind it until it is answered; messages do not wait for
 * each other. Whoever has the turn of the inbox owns everything that is not thread-safe.
 */
public final class Conversation extends CommandHandler implements FrameQueue.Owner {
    /**
     * So many of the largest frames are kept for a client that does not wait for answers, and as many as it may have messages
     * unanswered, if that is more: all of these may come right behind a join.
     */
    private static final int MIN_WAITING_FRAMES = 4;

    /** How long the last answers may take before the connection is cut. */
    private static final Duration MAX_FAREWELL = Duration.ofSeconds(2);

    private final Carrier carrier;
    private final Liveness liveness = new Liveness();
    private final Inbox inbox = new Inbox();
    private final long since;

    private int slot = PingWheel.NOWHERE; // guarded by the wheel, like the seat
    private int seat;

    Conversation(Connections hub, Handshake handshake, Carrier carrier) {
        super(hub, carrier, handshake);
        this.carrier = carrier;
        this.since = hub.now().toEpochMilli();
    }

    /** Says hello, or why not. */
    void open() {
        CloseCode refused = credentials.handshake().refused();
        if (refused != null) {
            close(refused, refused == CloseCode.GOING_AWAY ? hub.farewell() : "");
            return;
        }
        queue.add(LineWriter.hello(hub.hello(credentials.handshake())));
        Duration limit = hub.rules().silentLimit();
        String reason = "no command within " + limit.toMillis() + " ms";
        liveness.start(hub.scheduler(), limit, () -> close(CloseCode.SILENT, reason));
        credentials.start();
    }

    /** How many bytes wait to be sent. */
    int waiting() {
        return queue.waiting();
    }

    /** How many bytes of answers wait, or are on their way. */
    int answers() {
        return queue.answers();
    }

    /** What there is to see of it in a room, or null if it is not in there. */
    @Nullable
    Glance in(RoomCode room) {
        RoomFeed feed = feeds.of(room);
        MemberId member = feed == null ? null : feed.member();
        return member == null
                ? null
                : new Glance(member, carrier.isWebSocket(), Instant.ofEpochMilli(since), waiting());
    }

    // ---------------------------------------------------------------- by the wheel

    /** Where it sits from now on. */
    void sitIn(int newSlot, int newSeat) {
        slot = newSlot;
        seat = newSeat;
    }

    int slot() {
        return slot;
    }

    int seat() {
        return seat;
    }

    /** An interval is over. */
    void ping() {
        if (!liveness.hasStarted()) {
            return; // it sits on the wheel before it says hello, which comes first
        }
        if (liveness.asked()) {
            queue.addVolatile("", LineWriter.PING);
        } else {
            close(CloseCode.NO_PONG, "");
        }
    }

    // ---------------------------------------------------------------- by the carrier

    /**
     * How long a client had better wait with its next frame, for a carrier that can tell it so. Whoever is told too often
     * to wait is closed.
     *
     * @return null if it may come
     */
    public @Nullable Duration retryAfter() {
        liveness.heard();
        Duration wait = pace.retryAfter();
        if (wait != null && pace.isIgnored()) {
            close(CloseCode.TOO_MANY_COMMANDS, "");
        }
        return wait;
    }

    /**
     * A frame arrived. The lines of two that arrive at the same time do not mix.
     *
     * @param frame lines
     * @return false if the connection has ended: nothing of it was or will be looked at
     */
    public boolean frame(String frame) {
        liveness.heard();
        // Characters, which are never more than the bytes that a client counts.
        if (!pace.takeFrame(frame.length())) {
            close(CloseCode.TOO_MANY_COMMANDS, "");
        }
        long frames = Math.max(MIN_WAITING_FRAMES, hub.rules().unacked());
        switch (inbox.add(frame, frames * hub.rules().frame())) {
            case TURN -> work();
            case FULL -> close(CloseCode.TOO_MANY_COMMANDS, "");
            case WAITS -> {} // whoever has the turn comes to it
            case CLOSED -> {
                return false;
            }
        }
        return true;
    }

    /**
     * The client broke a rule of the carrier: a frame that is too large or not text.
     *
     * @param code which rule
     * @param reason for logs
     */
    public void violated(CloseCode code, String reason) {
        close(code, reason);
    }

    /**
     * The connection is closed.
     *
     * @param code the close code; only 1000 says that the client meant to leave
     */
    public void closed(int code) {
        queue.stop();
        end(code, code == CloseCode.NORMAL.number());
    }

    // ---------------------------------------------------------------- lines, in order

    private void work() {
        for (String line = inbox.next(); line != null; line = inbox.next()) {
            Pause pause = new Pause(this::work);
            handle(line, pause);
            if (!pause.isOver()) {
                break;
            }
        }
        queue.flush(); // what a frame asked for is answered in one
    }

    private void handle(String text, Pause pause) {
        if (!pace.take()) {
            close(CloseCode.TOO_MANY_COMMANDS, "");
            return;
        } else if (text.isEmpty()) {
            return;
        }
        try {
            Line line = Line.parse(text);
            if (!line.isEmpty()) {
                command(line.id(), line, pause);
            }
        } catch (Line.Malformed e) {
            pause.begin(); // for ever: nothing behind it is run
            closeAfterAnswers(CloseCode.NOT_THIS_PROTOCOL, String.valueOf(e.getMessage()));
        }
    }

    @Override
    void spoke() {
        if (liveness.commanded()) {
            hub.spoke(this);
        }
    }

    // ---------------------------------------------------------------- the end

    /** At once, whatever waits. */
    void close(CloseCode code, String reason) {
        if (end(code.number(), false)) {
            queue.stop();
            carrier.close(code.number(), reason);
            hub.closeLog().closed(code, reason);
        }
    }

    /** What was asked before is still answered; neither a slow log nor a client that does not read keeps this up. */
    private void closeAfterAnswers(CloseCode code, String reason) {
        Runnable farewell = () -> {
            queue.closeAfterAll(() -> carrier.close(code.number(), reason));
            if (end(code.number(), false)) {
                hub.closeLog().closed(code, reason);
            }
        };
        Runnable cut = () -> {
            farewell.run();
            queue.stop();
            carrier.close(code.number(), reason);
        };
        hub.scheduler().schedule(cut, MAX_FAREWELL);
        answers.afterAll(farewell);
    }

    /**
     * The server goes: nothing more is taken, what was taken is still answered, and what waits is sent.
     *
     * @param told run when the client has been told why, perhaps before this returns
     * @return false if it has ended before; then nothing is run
     */
    boolean sendAway(String reason, Runnable told) {
        boolean first = end(CloseCode.GOING_AWAY.number(), false);
        if (first) {
            answers.afterAll(() -> queue.closeInAnyCase(() -> {
                carrier.close(CloseCode.GOING_AWAY.number(), reason);
                told.run();
            }));
        }
        return first;
    }

    /** Nor is it waited for what waits, if a client that is sent away does not read it. */
    void cut(String reason) {
        queue.stop();
        carrier.close(CloseCode.GOING_AWAY.number(), reason);
    }

    /**
     * Nothing is sent any more. A container that could not send a frame most often says next how the connection has ended,
     * which may be with 1000; Tomcat does not if the asynchronous write was the first to notice.
     */
    @Override
    public void queueEnded(CloseCode code, String reason) {
        if (code == CloseCode.TOO_SLOW) {
            close(code, reason);
        } else {
            hub.scheduler().schedule(() -> close(code, reason), MAX_FAREWELL);
        }
    }

    @Override
    public void queueWaits(int bytes) {
        hub.meters().waiting(bytes);
    }

    @Override
    public void answersWait(int change) {
        hub.backlog().changes(change);
    }

    /** Whether it has ended, and everybody who has to know is being told. */
    boolean hasEnded() {
        return inbox.isClosed();
    }

    private boolean end(int code, boolean left) {
        if (!inbox.close()) {
            return false;
        }
        liveness.stop();
        hub.ended(this, credentials.stop(), code); // before the rooms: who sees somebody go may take the place
        entrance.end(left);
        for (RoomFeed feed : feeds.all()) {
            RoomConnection connection = feed.connection();
            if (connection != null) {
                end(connection, left);
            }
        }
        feeds.clear();
        return true;
    }

    /** Ends a connection's part in a room: a stay that cannot be ended, because the log failed, runs into the grace. */
    static void end(RoomConnection connection, boolean left) {
        if (left) {
            connection.leave(outcome -> {
                if (outcome instanceof Outcome.Refused) {
                    connection.drop();
                }
            });
        } else {
            connection.drop();
        }
    }
}
