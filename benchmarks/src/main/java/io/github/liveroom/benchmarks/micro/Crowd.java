package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import org.jspecify.annotations.Nullable;

/** The members of a room, who only count what they get. The last of them speaks. */
final class Crowd {
    private static final Outcome<Command> TEXT = Outcome.ok(new Command.Send("x".repeat(64), null));

    private final RoomConnection speaker;
    private final int members;
    private long heard;
    private long said;
    private long answered;

    /** Each member has one of its own, as it would have a connection. */
    private final class Ear implements Outbox {
        @Override
        public void entries(EntryBatch batch, int from, int to) {
            heard += to - from;
        }

        @Override
        public void signal(RoomEvent signal) {}

        @Override
        public void gone(RoomEvent.Gone gone) {}
    }

    private final class Message implements Call {
        private final @Nullable String cid;

        Message(@Nullable String cid) {
            this.cid = cid;
        }

        @Override
        public String verb() {
            return "send";
        }

        @Override
        public @Nullable String cid() {
            return cid;
        }

        @Override
        public Outcome<Command> command() {
            return TEXT;
        }

        @Override
        public Outcome.@Nullable Refused<Answer> admit() {
            return null;
        }

        @Override
        public void reply(Outcome<Answer> outcome) {
            answered += outcome instanceof Outcome.Ok ? 1 : 0;
        }
    }

    /**
     * All have joined. Until {@link #begin}, what they get of that counts too.
     *
     * @param room runs on this thread
     * @param members at least one
     */
    Crowd(Room room, int members) {
        this.members = members;
        for (int i = 1; i < members; i++) {
            join(room, "Member " + i);
        }
        speaker = join(room, "Speaker");
    }

    private RoomConnection join(Room room, String name) {
        return room.connect(JoinRequest.named(name), new Ear(), outcome -> {
            if (outcome instanceof Outcome.Refused<Joined> refused) {
                throw new IllegalStateException("a member could not join: " + refused.refusal());
            }
        });
    }

    /** Nothing has been said yet. */
    void begin() {
        heard = 0;
    }

    /** A message as a client sends it, with a {@code cid}. */
    void say() {
        speaker.execute(new Message(Long.toString(said++)));
    }

    /** One without, of which less is remembered. */
    void sayUnnamed() {
        said++;
        speaker.execute(new Message(null));
    }

    /** How many entries came to any of them. */
    long heard() {
        return heard;
    }

    /** Fails unless everyone got everything. */
    void check() {
        if (answered != said || heard != said * members) {
            throw new IllegalStateException(
                    said + " messages to " + members + ": " + answered + " answered, " + heard + " delivered");
        }
    }
}
