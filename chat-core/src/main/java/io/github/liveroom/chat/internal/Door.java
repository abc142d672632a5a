package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where connections come to a room: a passphrase that is shown is looked at here, for that takes its time; everything else the
 * room does when its drain gets there ({@link EnterTask}). Without a state: not to be kept.
 *
 * <p>By any thread.
 */
final class Door {
    private final ActiveRoom room;
    private final Hashing hashing;

    Door(ActiveRoom room, Hashing hashing) {
        this.room = room;
        this.hashing = hashing;
    }

    RoomConnection knock(JoinRequest request, Outbox outbox, Consumer<Outcome<Joined>> reply) {
        Traces traces = Traces.of(
                request.visitor(), request.resume(), room.state().settings().owner());
        RoomLine line = new RoomLine(room, outbox, traces);
        String hash = room.state().settings().passphrase();
        String shown = request.passphrase();
        if (hash == null || shown == null) {
            enter(line, request, null, reply);
        } else {
            hashing.run(() -> Secrets.matchesPassphrase(shown, hash), outcome -> {
                if (outcome instanceof Outcome.Ok<Boolean> ok) {
                    enter(line, request, ok.value() ? hash : null, reply);
                } else {
                    turnAway(line, outcome, reply);
                }
            });
        }
        return line;
    }

    private void enter(
            RoomLine line, JoinRequest request, @Nullable String passphrase, Consumer<Outcome<Joined>> reply) {
        room.submit(new EnterTask(room, line, request, passphrase, reply));
        line.entered();
    }

    /** It could not be found out whether the passphrase is the right one. */
    private void turnAway(RoomLine line, Outcome<Boolean> why, Consumer<Outcome<Joined>> reply) {
        room.submit(state -> {
            line.detach();
            reply.accept(((Outcome.Refused<Boolean>) why).as());
            return Task.Plan.DONE;
        });
        line.entered();
    }
}
