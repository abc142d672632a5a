package io.github.liveroom.chat.client;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.client.Alarms.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client's part in one room: the position in its log, and what makes it whole again after a break. On the strand.
 *
 * <p>{@code JOINING → JOINED → (break) JOINING → … → ENDED}.
 */
final class RoomSession {
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long TYPING_AGAIN = Duration.ofSeconds(3).toNanos();

    /** How long an unknown stay of this client may hold its name: until the server misses pongs, and then a grace. */
    private static final long GHOST = Duration.ofMinutes(2).toNanos();

    private static final int MOST_HELD = 10_000;
    private static final int MOST_SYNCS = 3;

    private enum State {
        JOINING,
        JOINED,
        ENDED
    }

    private final Connection connection;
    private final JoinOptions options;
    private final ChatListener listener;
    private final ChatRoom room;
    private final RoomView view;
    private final Outgoing outgoing;

    private State state = State.JOINING;
    private boolean entered;
    private @Nullable String owner;
    private @Nullable String epoch;
    private long offset;
    private Alarm retry = Alarm.none();

    /** When a join remained without an answer, so that there may be a stay that nobody can take over; else null. */
    private @Nullable Long doubtfulAt;

    /** Entries behind one that is missing, while {@code sync} brings it; null when nothing is missing. */
    private @Nullable List<Fields> held;

    private int syncs;
    private @Nullable Long typedAt;

    RoomSession(Connection connection, JoinOptions options, ChatListener listener, ChatRoom room) {
        this.connection = connection;
        this.options = options;
        this.listener = listener;
        this.room = room;
        owner = options.owner();
        view = new RoomView(options.resume());
        Position since = options.since();
        if (since != null) {
            epoch = since.epoch();
            offset = since.offset();
        }
        outgoing = new Outgoing(connection, this);
    }

    /** What is known of the room; may be read by any thread. */
    RoomView view() {
        return view;
    }

    boolean isNamed(String code) {
        return options.room().value().equals(code);
    }

    void ask(Request request) {
        if (state == State.ENDED) {
            request.failed("the room has ended for this client");
        } else {
            outgoing.add(request);
        }
    }

    /** A signal: when it cannot be sent now, it is not sent. */
    void typing(boolean on) {
        long now = connection.now();
        boolean again = typedAt != null && now - typedAt < TYPING_AGAIN;
        if (state == State.JOINED && !(on && again)) {
            typedAt = on ? now : null;
            command("typing", Map.of("on", on), answer -> {});
        }
    }

    void command(String cmd, Map<String, ? extends @Nullable Object> fields, Consumer<Answered> answered) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("room", options.room().value());
        all.putAll(fields);
        connection.command(cmd, all, answered);
    }

    void pump() {
        outgoing.pump();
    }

    /** The connection is open: enters. */
    void opened() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Participant me = view.me();
        put(fields, "name", me == null ? options.name() : me.name());
        put(fields, "passphrase", options.passphrase());
        put(fields, "owner", owner);
        put(fields, "resume", view.resume());
        if (epoch != null) {
            fields.put("since", since(epoch));
        }
        fields.put("tail", options.tail());
        command("join", fields, answer -> {
            if (state == State.ENDED) {
                return;
            } else if (answer instanceof Answered.Done ok) {
                joined(ok.fields());
            } else if (answer instanceof Answered.Refused no) {
                joinRefused(no);
            } else {
                doubtfulAt = connection.now();
            }
        });
    }

    private static void put(Map<String, @Nullable Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private Map<String, Object> since(String log) {
        return Map.of("epoch", log, "offset", offset);
    }

    /** The connection broke. */
    void dropped() {
        retry.cancel();
        outgoing.stop();
        held = null;
        syncs = 0;
        typedAt = null;
        if (state == State.JOINED) {
            state = State.JOINING;
            connection.tell(() -> listener.offline(room));
        }
    }

    /** Without a close frame, leaving takes a command. */
    void sayGoodbye() {
        if (state == State.JOINED) {
            command("leave", Map.of(), answer -> {});
        }
    }

    void finish(RoomEnd end) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        retry.cancel();
        connection.forget(this);
        outgoing.end("the room has ended for this client");
        connection.tell(() -> {
            room.over(end);
            listener.ended(room, end);
        });
    }

    private void joinRefused(Answered.Refused no) {
        Refusal refusal = no.why().refusal();
        if (Outgoing.retryAfter(no) != null || refusal == Refusal.INTERNAL) {
            Duration asked = no.why().retryAfter();
            retry = connection.alarms().set(asked == null ? RETRY : asked, this::opened);
        } else if (refusal == Refusal.NAME_TAKEN && doubtfulAt != null && connection.now() - doubtfulAt < GHOST) {
            retry = connection.alarms().set(RETRY, this::opened);
        } else if (refusal == Refusal.ALREADY_JOINED) {
            connection.rebuild();
        } else if (refusal == Refusal.UNAUTHORIZED && owner != null && entered) {
            owner = null; // of another room that had this code once
            opened();
        } else {
            if (!entered) {
                room.joined(no.why().as());
            }
            finish(new RoomEnd(0, no.why().detail(), refusal));
        }
    }

    private void joined(Fields ok) {
        boolean again = entered;
        RoomSnapshot snapshot = RoomSnapshot.of(ok);
        entered = true;
        doubtfulAt = null;
        state = State.JOINED;
        view.resumeWith(ok.text("resume"));
        if (again && snapshot.recovery() == Recovery.COMPLETE) {
            view.replace(snapshot);
            connection.tell(() -> listener.resumed(room));
            for (Fields entry : ok.objects("entries")) {
                if (entry.number("offset", 0) == offset + 1) {
                    apply(entry, false);
                }
            }
            if (offset != snapshot.info().position().offset()) {
                replace(ok, snapshot);
                connection.tell(() -> listener.gap(room, snapshot));
            }
        } else {
            replace(ok, snapshot);
            if (again) {
                connection.tell(() -> listener.gap(room, snapshot));
            } else {
                room.joined(Outcome.ok(snapshot));
                connection.tell(() -> listener.joined(room, snapshot));
            }
        }
        if (state == State.JOINED) {
            outgoing.resume();
        }
    }

    private void replace(Fields ok, RoomSnapshot snapshot) {
        Position position = snapshot.info().position();
        if (epoch != null && !epoch.equals(position.epoch())) {
            outgoing.renumbered();
        }
        epoch = position.epoch();
        offset = position.offset();
        view.replace(snapshot);
        connection.tell(() -> view.told(position));
        ok.objects("entries").forEach(this::settle);
    }

    /** A push of this room. */
    void push(Fields line) {
        if (state != State.JOINED) {
            return;
        }
        String type = line.text("type", "");
        if (type.equals("gone")) {
            finish(new RoomEnd((int) line.number("code", 0), line.text("reason", ""), null));
        } else if (RoomLine.isNumbered(line)) {
            numbered(line);
        } else {
            signal(type, line);
        }
    }

    /** Each entry once and in order; with one missing, those behind it wait until the server has told the whole. */
    private void numbered(Fields entry) {
        long number = entry.number("offset", 0);
        if (held != null) {
            held.add(entry);
            if (held.size() > MOST_HELD) {
                connection.rebuild();
            }
        } else if (number == offset + 1) {
            syncs = 0;
            apply(entry, true);
        } else if (number > offset) {
            held = new ArrayList<>(List.of(entry));
            sync();
        }
    }

    private void sync() {
        if (epoch == null || ++syncs > MOST_SYNCS) {
            connection.rebuild();
            return;
        }
        command("sync", Map.of("since", since(epoch)), answer -> {
            if (answer instanceof Answered.Done ok) {
                synced(ok.fields());
            } else if (answer instanceof Answered.Refused no) {
                Duration wait = Outgoing.retryAfter(no);
                if (wait == null) {
                    connection.rebuild();
                } else {
                    retry = connection.alarms().set(wait, this::sync);
                }
            }
        });
    }

    private void synced(Fields ok) {
        List<Fields> behind = held;
        held = null;
        if (state != State.JOINED || behind == null) {
            return;
        }
        if (ok.flag("recovered")) {
            behind.addAll(0, ok.objects("entries"));
        } else {
            RoomSnapshot snapshot = RoomSnapshot.of(ok);
            replace(ok, snapshot);
            connection.tell(() -> listener.gap(room, snapshot));
        }
        int tries = syncs;
        for (Fields entry : behind) {
            if (state == State.JOINED) {
                numbered(entry);
            }
        }
        if (held != null) {
            syncs = tries + 1;
        }
    }

    private void apply(Fields entry, boolean fold) {
        offset = entry.number("offset", 0);
        Position position = new Position(String.valueOf(epoch), offset);
        if (fold) {
            view.fold(entry);
        }
        RoomLine line = RoomLine.of(entry);
        connection.tell(() -> {
            view.told(position);
            listener.entry(room, line);
        });
        settle(entry);
        if (line.type().equals("close")) {
            finish(new RoomEnd(CloseCodes.ROOM_CLOSED, entry.text("reason", ""), null));
        }
    }

    private void settle(Fields entry) {
        String cid = entry.text("cid");
        Participant me = view.me();
        if (cid != null && me != null && me.id().toString().equals(entry.text("member"))) {
            outgoing.seen(cid, entry);
        }
    }

    private void signal(String type, Fields line) {
        MemberId member = MemberId.parse(line.text("member", "")).orElse(null);
        if (member == null) {
            return;
        }
        switch (type) {
            case "typing" -> {
                boolean on = line.flag("on");
                connection.tell(() -> listener.typing(room, member, on));
            }
            case "read" -> {
                long to = line.number("offset", 0);
                connection.tell(() -> listener.read(room, member, to));
            }
            case "status" -> {
                MemberStatus status = Participant.status(line);
                int connections = (int) line.number("connections", 0);
                view.seen(member, status, connections);
                connection.tell(() -> listener.status(room, member, status, connections));
            }
            default -> {} // of a newer server
        }
    }
}
