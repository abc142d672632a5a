package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.RoomConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a connection gets into rooms. The checks come in the wire contract's order: throttle, shape, room, already there, too
 * many rooms; then a resume secret, which alone passes the throttles; the rest is the room's.
 *
 * <p>Used by whoever works on the conversation's lines, but for {@link #end}.
 */
final class Entrance {
    private static final int MAX_CREATED = 16;

    private final Connections hub;
    private final Credentials credentials;
    private final FrameQueue queue;
    private final Answers answers;
    private final Feeds feeds;

    /** Rooms that this connection created and has not entered yet, with their owner secrets. */
    private Map<RoomCode, String> created = Map.of();

    private volatile boolean ended;
    private volatile boolean left;

    /**
     * @param credentials who wants to enter
     * @param feeds the rooms that the connection is in
     */
    Entrance(Connections hub, Credentials credentials, FrameQueue queue, Answers answers, Feeds feeds) {
        this.answers = answers;
        this.hub = hub;
        this.credentials = credentials;
        this.queue = queue;
        this.feeds = feeds;
    }

    void created(RoomCode code, String owner) {
        created = created.isEmpty() ? new LinkedHashMap<>() : created;
        created.put(code, owner);
        if (created.size() > MAX_CREATED) {
            created.remove(created.keySet().iterator().next());
        }
    }

    private void entered(RoomCode code) {
        if (!created.isEmpty()) {
            created.remove(code);
        }
    }

    /** The connection is closed: whoever is on the way in is dropped, or leaves if that was meant. */
    void end(boolean meant) {
        left = meant;
        ended = true;
    }

    void join(long id, Line line, Pause pause) {
        Duration wait = hub.admission().join(credentials.address());
        JoinRequest request;
        RoomCode code;
        try {
            code = CommandReader.room(line);
            CommandReader.cid("join", line);
            request = CommandReader.join(line);
        } catch (Line.BadField e) {
            answers.refuse(
                    id,
                    wait == null
                            ? Outcome.refused(Refusal.BAD_REQUEST, String.valueOf(e.getMessage()))
                            : Admission.tooMany(wait));
            return;
        }
        if (wait != null && request.resume() == null) {
            answers.refuse(id, Admission.tooMany(wait));
            return;
        }
        Pass pass = credentials.visitor().pass();
        if (pass != null && pass.rooms() != null && (code == null || !pass.admits(code))) {
            // Before it is looked up: whether there is such a room is nothing to somebody who may not enter it.
            answers.refuse(id, Refusal.FORBIDDEN, "room: the token is not for it");
            return;
        }
        Optional<Room> found = code == null ? Optional.empty() : hub.rooms().find(code);
        boolean isIn = code != null && feeds.of(code) != null;
        boolean isFull = feeds.size() >= hub.rules().rooms();
        if (code == null || found.isEmpty()) {
            notFound(id, wait);
        } else if (wait != null && (isIn || isFull)) {
            // Any other answer would say that there is such a room.
            answers.refuse(id, Admission.tooMany(wait));
        } else if (isIn) {
            answers.refuse(id, Outcome.refused(Refusal.ALREADY_JOINED, "room: this connection is in it already"));
        } else if (isFull) {
            answers.refuse(
                    id,
                    Outcome.refused(
                            Refusal.TOO_MANY_ROOMS,
                            "this connection is in " + hub.rules().rooms() + " rooms"));
        } else if (!hub.isOpen()) {
            answers.refuse(id, hub.goesAway());
        } else {
            pause.begin();
            enter(id, found.get(), request, wait, pause);
        }
    }

    private void enter(long id, Room room, JoinRequest request, @Nullable Duration wait, Pause pause) {
        boolean guarded = room.info().passphrase() || request.owner() != null;
        if (request.resume() != null && (wait != null || guarded)) {
            // A valid one waits for nobody who guesses, and what else is shown need not be looked at.
            connect(id, room, onlyResume(request), outcome -> {
                Refusal refusal = refusalOf(outcome);
                if (wait == null && refusal == Refusal.UNAUTHORIZED) {
                    guess(id, room, request, pause);
                    return;
                }
                if (refusal != null) {
                    refuse(id, wait == null ? outcome : Admission.tooMany(wait));
                }
                pause.end();
            });
        } else if (guarded) {
            guess(id, room, request, pause);
        } else {
            enter(id, room, request, pause);
        }
    }

    /** Where a passphrase is asked for, or an owner secret shown. */
    private void guess(long id, Room room, JoinRequest request, Pause pause) {
        Admission admission = hub.admission();
        if (request.passphrase() != null || request.owner() != null) {
            admission.passphrase(room.code(), credentials.address(), wait -> tryIt(id, room, request, wait, pause));
            return;
        }
        Duration wait = admission.passphrases(room.code(), credentials.address());
        if (wait == null) {
            enter(id, room, request, pause);
        } else {
            refuse(id, Admission.tooMany(wait));
            pause.end();
        }
    }

    private void tryIt(long id, Room room, JoinRequest request, @Nullable Duration wait, Pause pause) {
        if (wait != null) {
            refuse(id, Admission.tooMany(wait));
            pause.end();
        } else if (ended) { // while it waited for its turn
            hub.admission().tried(room.code(), credentials.address(), false);
        } else {
            connect(id, room, complete(room.code(), request), outcome -> {
                hub.admission().tried(room.code(), credentials.address(), isWrong(request, refusalOf(outcome)));
                if (refusalOf(outcome) != null) {
                    refuse(id, outcome);
                }
                pause.end();
            });
        }
    }

    private void enter(long id, Room room, JoinRequest request, Pause pause) {
        connect(id, room, complete(room.code(), request), outcome -> {
            if (refusalOf(outcome) != null) {
                refuse(id, outcome);
            }
            pause.end();
        });
    }

    private void notFound(long id, @Nullable Duration wait) {
        if (wait == null) {
            hub.admission().missed(credentials.address());
            answers.refuse(id, Outcome.refused(Refusal.ROOM_NOT_FOUND, "room: no room has this code"));
        } else {
            answers.refuse(id, Admission.tooMany(wait));
        }
    }

    /** With what the connection is known by. */
    private JoinRequest complete(RoomCode code, JoinRequest request) {
        String owner = request.owner() == null ? created.get(code) : request.owner();
        return new JoinRequest(
                request.name(),
                request.passphrase(),
                owner,
                request.resume(),
                request.since(),
                request.tail(),
                credentials.visitor());
    }

    private JoinRequest onlyResume(JoinRequest request) {
        return new JoinRequest(
                null, null, null, request.resume(), request.since(), request.tail(), credentials.visitor());
    }

    /**
     * @param then told how it ended, and tells the client if that was with a refusal
     */
    private void connect(long id, Room room, JoinRequest request, Consumer<Outcome<Joined>> then) {
        RoomCode code = room.code();
        RoomFeed feed = new RoomFeed(code, queue, feeds);
        feeds.add(feed);
        RoomConnection connection = room.connect(request, feed, outcome -> {
            if (outcome instanceof Outcome.Ok<Joined> ok) {
                entered(code);
                feed.joinedAs(ok.value().me().id(), ok.value().scope());
                queue.add(LineWriter.joined(id, ok.value()));
            } else {
                feeds.remove(feed);
            }
            then.accept(outcome);
        });
        feed.connect(connection);
        if (ended) {
            Conversation.end(connection, left);
        }
    }

    private static @Nullable Refusal refusalOf(Outcome<Joined> outcome) {
        return outcome instanceof Outcome.Refused<Joined> refused ? refused.refusal() : null;
    }

    private static boolean isWrong(JoinRequest request, @Nullable Refusal refusal) {
        return (refusal == Refusal.WRONG_PASSPHRASE && request.passphrase() != null)
                || (refusal == Refusal.UNAUTHORIZED && request.owner() != null);
    }

    /** What a refused client is told, after a wrong code has been counted. */
    private void refuse(long id, Outcome<Joined> outcome) {
        if (refusalOf(outcome) == Refusal.ROOM_NOT_FOUND) {
            hub.admission().missed(credentials.address());
        }
        answers.refuse(id, outcome);
    }
}
