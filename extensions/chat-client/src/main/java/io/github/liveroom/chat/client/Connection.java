package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.client.Alarms.Alarm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One link after another to the same endpoint, as a state machine; see {@link ClientState}. Rooms enter, and after a break
 * resume, by themselves each time it is open. Everything here happens on the strand.
 */
final class Connection implements Link.Receiver {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(15);
    private static final Duration STABLE_AFTER = Duration.ofSeconds(10);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);
    private static final int ASSUMED_UNACKED = 8;
    private static final int SOCKETS_BEFORE_HTTP = 2;

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.client");

    private final Setup setup;
    private final Strand strand;
    private final Telling telling;
    private final Alarms alarms;
    private final Backoff backoff;
    private final Link.Opener opener;
    private final Credentials credentials;
    private final Deque<RoomSession> rooms = new ArrayDeque<>();
    private final Deque<Request> creates = new ArrayDeque<>();
    private final Unanswered unanswered = new Unanswered();
    private final Silence silence;

    private volatile ClientState state = ClientState.IDLE;
    private @Nullable Link link;
    private boolean http;
    private boolean greeted;
    private int failedSockets;
    private int unacked;
    private int mostUnacked = ASSUMED_UNACKED;
    private int frameBytes = LineQueue.FRAME_BYTES;
    private Alarm timer = Alarm.none();

    Connection(Setup setup) {
        this.setup = setup;
        strand = new Strand(setup.executor());
        telling = new Telling(setup.executor(), strand);
        alarms = new Alarms(setup.scheduler(), strand);
        silence = new Silence(alarms, setup.ticker(), unanswered, telling, this::rebuild);
        backoff = new Backoff(setup.random());
        http = setup.transport() == Transport.HTTP;
        opener = setup.opener().apply(this);
        credentials = new Credentials(this, setup.token());
    }

    Strand strand() {
        return strand;
    }

    Alarms alarms() {
        return alarms;
    }

    Setup setup() {
        return setup;
    }

    /** By any thread. */
    ClientState state() {
        return state;
    }

    long now() {
        return setup.ticker().getAsLong();
    }

    /** Tells a listener something, after everything before it. */
    void tell(Runnable call) {
        telling.tell(call);
    }

    /** Lets a room in, now or as soon as there is a connection. */
    void enter(RoomSession room) {
        if (state == ClientState.ENDED) {
            room.finish(new RoomEnd(CloseCodes.LEFT, "", null));
            return;
        }
        rooms.add(room);
        wake();
        if (state == ClientState.OPEN) {
            room.opened();
        }
    }

    void create(Request request) {
        if (state == ClientState.ENDED) {
            request.failed("the client has ended");
            return;
        }
        creates.add(request);
        wake();
        if (state == ClientState.OPEN) {
            sendCreates();
        }
    }

    private void sendCreates() {
        for (Request create = creates.poll(); create != null; create = creates.poll()) {
            command(create.cmd, create.fields, create::settle);
        }
    }

    private void wake() {
        if (state == ClientState.IDLE) {
            connect();
        }
    }

    /** Sends a command and calls back with its answer: in the stream's order, before what follows it. */
    void command(String cmd, Map<String, ? extends @Nullable Object> fields, Consumer<Answered> answered) {
        if (state == ClientState.OPEN) {
            say(cmd, fields, answered);
        } else {
            answered.accept(new Answered.Lost(false));
        }
    }

    /** The same, also before the server knows who this is. */
    void say(String cmd, Map<String, ? extends @Nullable Object> fields, Consumer<Answered> answered) {
        Link open = link;
        if (open == null) {
            answered.accept(new Answered.Lost(false));
            return;
        }
        long id = unanswered.add(cmd, now(), answered);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("cmd", cmd);
        line.putAll(fields);
        String text = Fields.write(line);
        Answered refusal = null;
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            refusal = Answered.refused(Refusal.BAD_REQUEST, cmd + ": half of a surrogate pair is no text");
        } else if (LineQueue.bytes(text) > frameBytes) {
            Refusal why = cmd.equals("send") ? Refusal.TEXT_TOO_LONG : Refusal.BAD_REQUEST;
            refusal = Answered.refused(why, cmd + ": a command has at most " + frameBytes + " bytes");
        }
        silence.asked();
        if (refusal == null) {
            open.send(text);
        } else {
            Answered no = refusal;
            strand.execute(() -> unanswered.answer(id, no));
        }
    }

    /** Takes one of the places for messages that wait for their answer. */
    boolean takeSlot() {
        if (state != ClientState.OPEN || unacked >= mostUnacked) {
            return false;
        }
        unacked++;
        return true;
    }

    /** Gives such a place back. The rooms take turns. */
    void freeSlot() {
        unacked = Math.max(0, unacked - 1);
        if (!rooms.isEmpty()) {
            rooms.add(rooms.remove());
        }
        List.copyOf(rooms).forEach(RoomSession::pump);
    }

    void forget(RoomSession room) {
        rooms.remove(room);
    }

    /** Connects anew, because what is known here and what the server sent do not fit together. */
    void rebuild() {
        detach(false);
        await(null);
    }

    /** Ends it for good. With {@code leaving}, every stay ends too. Completes when the server knows. */
    CompletionStage<?> end(boolean leaving) {
        if (state == ClientState.ENDED) {
            return CompletableFuture.completedStage(null);
        }
        Link open = link;
        CompletableFuture<Void> over = new CompletableFuture<>();
        if (leaving && open != null) {
            if (http) {
                rooms.forEach(RoomSession::sayGoodbye);
            }
            link = null;
            Alarm limit = alarms.set(LEAVE_WITHIN, () -> over.complete(null));
            open.leave().whenComplete((done, failure) -> over.complete(null));
            CompletionStage<Void> told = over;
            told.thenRun(() -> strand.execute(() -> {
                limit.cancel();
                open.drop();
            }));
        } else {
            over.complete(null);
        }
        detach(false);
        finish(CloseCodes.LEFT, "");
        return over;
    }

    private void connect() {
        timer.cancel();
        if (telling.isBehind()) {
            state = ClientState.WAITING;
            telling.onceCaughtUp(this::connect);
            return;
        }
        state = ClientState.CONNECTING;
        timer = alarms.set(OPEN_WITHIN, () -> closed(CloseCodes.BROKEN, "no answer"));
        link = opener.open(http, this);
    }

    @Override
    public void frame(String lines) {
        silence.heard();
        Link from = link;
        try {
            for (String text : lines.lines().toList()) {
                if (link != from) {
                    return; // a line before this one gave the link up
                }
                Fields line = text.isBlank() ? null : Fields.parse(text);
                if (line != null) {
                    take(line);
                }
            }
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "The chat server does not keep to the protocol: " + e.getMessage());
            rebuild();
        }
        if (link == from && from != null) {
            if (telling.isBehind()) {
                telling.onceCaughtUp(this::readOn);
            } else {
                from.more();
            }
        }
    }

    private void take(Fields line) {
        Fields hello = line.object("hello");
        Fields close = line.object("close");
        Long id = line.number("id");
        String code = line.text("room");
        if (hello != null) {
            opened(hello);
        } else if (close != null && http) {
            closed((int) close.number("code", CloseCodes.BROKEN), close.text("reason", ""));
        } else if (!greeted) {
            return;
        } else if (id != null) {
            unanswered.answer(id, Answered.of(line));
        } else if (code != null) {
            for (RoomSession room : List.copyOf(rooms)) {
                if (room.isNamed(code)) {
                    room.push(line);
                }
            }
        } else if (line.isEmpty() && link != null) {
            link.send("{}");
        }
    }

    private void opened(Fields hello) {
        Fields given = hello.object("limits");
        Fields limits = given == null ? Fields.EMPTY : given;
        mostUnacked = (int) limits.number("unacked", ASSUMED_UNACKED);
        frameBytes = (int) limits.number("frame", LineQueue.FRAME_BYTES);
        failedSockets = 0;
        if (link != null) {
            link.greeted(frameBytes, hello.text("connection"));
        }
        greeted = true;
        silence.watch(hello);
        credentials.begin(hello, this::ready);
    }

    private void ready() {
        timer.cancel();
        timer = alarms.set(STABLE_AFTER, backoff::reset);
        state = ClientState.OPEN;
        List.copyOf(rooms).forEach(RoomSession::opened);
        sendCreates();
    }

    @Override
    public void closed(int code, String reason) {
        boolean blamed = CloseCodes.blamesClient(code);
        // What was to blame is not sent again; a join would be.
        boolean another = !blamed || !unanswered.areAll("join");
        boolean failed = state == ClientState.CONNECTING;
        detach(blamed);
        if (CloseCodes.isFinal(code) || !another) {
            finish(code, reason);
        } else {
            if (failed) {
                chooseCarrier(reason);
            }
            await(CloseCodes.askedDelay(code, reason));
        }
    }

    /** Two sockets in a row that did not open: perhaps something between here and the server lets none through. */
    private void chooseCarrier(String why) {
        if (backoff.isFresh()) {
            LOG.log(Level.WARNING, "No connection to the chat server, trying on: " + why);
        }
        if (setup.transport() == Transport.AUTO) {
            failedSockets = http ? 0 : failedSockets + 1;
            http = failedSockets >= SOCKETS_BEFORE_HTTP;
        }
    }

    private void await(@Nullable Duration asked) {
        if (rooms.isEmpty() && creates.isEmpty()) {
            state = ClientState.IDLE; // the server ends connections that have nothing to say
        } else {
            state = ClientState.WAITING;
            timer = alarms.set(backoff.next(asked), this::connect);
        }
    }

    private void finish(int code, String reason) {
        state = ClientState.ENDED;
        creates.forEach(create -> create.failed("the connection ended with " + code));
        creates.clear();
        List.copyOf(rooms).forEach(room -> room.finish(new RoomEnd(code, reason, null)));
    }

    /** Takes leave of the link, if there is one, and tells everyone who waits for an answer. */
    private void detach(boolean blamed) {
        timer.cancel();
        silence.end();
        credentials.stop();
        telling.forget();
        greeted = false;
        Link old = link;
        link = null;
        if (old != null) {
            old.drop();
        }
        // From here on nothing may be sent, also by those who are told below.
        if (state == ClientState.OPEN) {
            state = ClientState.WAITING;
        }
        unacked = 0;
        unanswered.lose(blamed);
        List.copyOf(rooms).forEach(RoomSession::dropped);
    }

    private void readOn() {
        if (link != null) {
            link.more();
        }
    }
}
