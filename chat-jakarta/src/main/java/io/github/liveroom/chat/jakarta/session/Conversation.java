package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.RoomConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection, from {@code hello} to its end: reads lines in order, one after the other, and answers each.
 *
 * <p>A line that creates, enters or leaves a room holds up those behind it until it is answered; messages do not wait for
 * each other. Whoever has the turn of the inbox owns everything that is not thread-safe.
 */
public final class Conversation implements FrameQueue.Owner {
    /**
     * So many of the largest frames are kept for a client that does not wait for answers, and as many as it may have messages
     * unanswered, if that is more: all of these may come right behind a join.
     */
    private static final int MIN_WAITING_FRAMES = 4;

    /** How long the last answers may take before the connection is cut. */
    private static final Duration MAX_FAREWELL = Duration.ofSeconds(2);

    /** Not an object for each connection: there are many. */
    private static final AtomicIntegerFieldUpdater<Conversation> UNACKED =
            AtomicIntegerFieldUpdater.newUpdater(Conversation.class, "unacked");

    private final Connections hub;
    private final Carrier carrier;
    private final FrameQueue queue;
    private final Answers answers;
    private final Liveness liveness = new Liveness();
    private final Pace pace;
    private final Feeds feeds = new Feeds();
    private final Credentials credentials;
    private final Entrance entrance;
    private final Inbox inbox = new Inbox();
    private final long since;

    @SuppressWarnings("UnusedVariable") // by UNACKED only
    private volatile int unacked;

    private int slot = PingWheel.NOWHERE; // guarded by the wheel, like the seat
    private int seat;

    Conversation(Connections hub, Handshake handshake, Carrier carrier) {
        Rules rules = hub.rules();
        this.hub = hub;
        this.carrier = carrier;
        this.queue = new FrameQueue(carrier, rules.queue(), this);
        this.answers = new Answers(queue, hub.meters());
        this.pace = new Pace(hub.rates());
        this.credentials = new Credentials(hub, this, handshake, feeds);
        this.entrance = new Entrance(hub, credentials, queue, answers, feeds);
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

    private void command(long id, Line line, Pause pause) {
        boolean awaited = credentials.areAwaited();
        if (!awaited) {
            spoke();
        }
        try {
            String cmd = Line.required("cmd", line.text("cmd"));
            if (awaited && !cmd.equals(CommandReader.AUTH)) {
                answers.refuse(
                        id, Refusal.UNAUTHORIZED, "cmd: a token is to be shown first, with " + CommandReader.AUTH);
                return;
            }
            switch (cmd) {
                case CommandReader.AUTH -> auth(id, line, pause);
                case "create" -> create(id, line, pause);
                case "join" -> join(id, line, pause);
                case "leave" -> leave(id, line, pause);
                default -> {
                    member(id, cmd, line);
                    answers.waitIfTooMany(pause);
                }
            }
        } catch (Line.BadField e) {
            answers.refuse(id, Refusal.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private void spoke() {
        if (liveness.commanded()) {
            hub.spoke(this);
        }
    }

    private void auth(long id, Line line, Pause pause) throws Line.BadField {
        if (!hub.tokens().areTaken()) {
            answers.refuse(id, Refusal.FORBIDDEN, "cmd: this server does not offer it");
            return;
        }
        String token = Line.required("token", line.text("token"));
        Outcome.Refused<Answer> tooMuch = admit(CommandReader.AUTH, line);
        if (tooMuch != null) {
            answers.refuse(id, tooMuch);
            return;
        }
        pause.begin();
        hub.tokens().verify(token, shown -> {
            Outcome<Pass> taken = shown instanceof Outcome.Ok<Visitor> ok
                    ? credentials.take(ok.value())
                    : ((Outcome.Refused<Visitor>) shown).as();
            if (taken instanceof Outcome.Ok<Pass> ok) {
                spoke();
                queue.add(LineWriter.authenticated(id, ok.value().until()));
            } else {
                answers.refuse(id, taken);
            }
            pause.end();
        });
    }

    private void join(long id, Line line, Pause pause) {
        Outcome.Refused<Answer> tooMuch = allowed(pace.takeStay());
        if (tooMuch == null) {
            entrance.join(id, line, pause);
        } else {
            answers.refuse(id, tooMuch);
        }
    }

    private void create(long id, Line line, Pause pause) throws Line.BadField {
        if (!hub.rules().features().contains("create")) {
            answers.refuse(id, Refusal.FORBIDDEN, "cmd: this server does not offer it");
            return;
        }
        var options = CommandReader.options(line);
        if (!hub.isOpen()) {
            answers.refuse(id, hub.goesAway());
            return;
        }
        Outcome.Refused<Answer> tooMuch = admit("create", line);
        if (tooMuch != null) {
            answers.refuse(id, tooMuch);
            return;
        }
        pause.begin();
        hub.admission()
                .create(options, credentials.visitor(), credentials.address())
                .whenComplete((outcome, failure) -> {
                    if (outcome instanceof Outcome.Ok<NewRoom> ok) {
                        RoomCode code = ok.value().room().code();
                        entrance.created(code, ok.value().ownerSecret());
                        queue.add(LineWriter.created(id, code, ok.value().ownerSecret()));
                    } else {
                        answers.refuse(id, hub.refused(outcome, failure));
                    }
                    pause.end();
                });
    }

    private void leave(long id, Line line, Pause pause) throws Line.BadField {
        RoomFeed feed = feedOf(line);
        CommandReader.cid("leave", line);
        RoomConnection connection = feed == null ? null : feed.connection();
        if (feed == null || connection == null) {
            answers.refuseNotJoined(id);
            return;
        }
        Outcome.Refused<Answer> tooMuch = allowed(pace.takeStay());
        if (tooMuch != null) {
            answers.refuse(id, tooMuch);
            return;
        }
        pause.begin();
        connection.leave(outcome -> {
            // Still in the room if the log failed: the client may ask again, and the end of the connection is told.
            if (!(outcome instanceof Outcome.Refused<Answer> refused) || refused.refusal() == Refusal.NOT_JOINED) {
                feeds.remove(feed);
            }
            answers.add(id, feed, outcome);
            pause.end();
        });
    }

    private void member(long id, String cmd, Line line) throws Line.BadField {
        if (!CommandReader.isKnown(cmd)) {
            answers.refuse(id, Refusal.UNKNOWN_COMMAND, "cmd: no such command");
            return;
        }
        RoomFeed feed = feedOf(line);
        String cid = CommandReader.cid(cmd, line);
        RoomConnection connection = feed == null ? null : feed.connection();
        if (feed == null || connection == null) {
            answers.refuseNotJoined(id);
        } else {
            connection.execute(new MemberCall(id, cmd, cid, line, feed));
        }
    }

    private @Nullable RoomFeed feedOf(Line line) throws Line.BadField {
        RoomCode code = CommandReader.room(line);
        return code == null ? null : feeds.of(code);
    }

    private Outcome.@Nullable Refused<Answer> admit(String cmd, Line line) {
        return allowed(pace.takeCommand(CommandReader.cost(cmd, line)));
    }

    private static Outcome.@Nullable Refused<Answer> allowed(@Nullable Duration wait) {
        return wait == null
                ? null
                : new Outcome.Refused<>(Refusal.RATE_LIMITED, "too many commands on this connection", wait);
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

    /** A member's command on its way to the room. */
    private final class MemberCall implements Call {
        private final long id;
        private final String cmd;
        private final @Nullable String cid;
        private final Line line;
        private final RoomFeed feed;

        /** As of when it came: not the first of many is one too many, but the last. */
        private final boolean tooManyUnacked;

        MemberCall(long id, String cmd, @Nullable String cid, Line line, RoomFeed feed) {
            this.id = id;
            this.cmd = cmd;
            this.cid = cid;
            this.line = line;
            this.feed = feed;
            answers.owe();
            tooManyUnacked = isSend()
                    && UNACKED.incrementAndGet(Conversation.this) > hub.rules().unacked();
        }

        private boolean isSend() {
            return cmd.equals("send");
        }

        @Override
        public String verb() {
            return cmd;
        }

        @Override
        public @Nullable String cid() {
            return cid;
        }

        @Override
        public Outcome<Command> command() {
            return CommandReader.read(cmd, line, hub.rules().features());
        }

        @Override
        public Outcome.@Nullable Refused<Answer> admit() {
            if (tooManyUnacked) {
                return new Outcome.Refused<>(
                        Refusal.TOO_MANY_UNACKED,
                        "more than " + hub.rules().unacked() + " messages wait for their answer",
                        null);
            }
            return Conversation.this.admit(cmd, line);
        }

        @Override
        public void reply(Outcome<Answer> outcome) {
            if (isSend()) {
                UNACKED.decrementAndGet(Conversation.this);
            }
            if (cmd.equals("close") && outcome instanceof Outcome.Ok) {
                feeds.remove(feed); // whoever closes a room is told by the answer
            }
            answers.add(id, feed, outcome);
            answers.paid();
        }
    }
}
