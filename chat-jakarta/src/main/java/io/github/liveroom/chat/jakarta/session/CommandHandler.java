package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.RoomConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each command that a {@link Conversation} reads. Not an object of its own, and neither is its counter: there are
 * as many as connections.
 */
abstract sealed class CommandHandler permits Conversation {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final AtomicIntegerFieldUpdater<CommandHandler> UNACKED =
            AtomicIntegerFieldUpdater.newUpdater(CommandHandler.class, "unacked");

    final Connections hub;
    final FrameQueue queue;
    final Answers answers;
    final Pace pace;
    final Feeds feeds = new Feeds();
    final Credentials credentials;
    final Entrance entrance;

    @SuppressWarnings("UnusedVariable") // by UNACKED only
    private volatile int unacked;

    CommandHandler(Connections hub, Carrier carrier, Handshake handshake) {
        Conversation self = (Conversation) this;
        this.hub = hub;
        this.queue = new FrameQueue(carrier, hub.rules().queue(), self);
        this.answers = new Answers(queue, hub.meters());
        this.pace = new Pace(hub.rates());
        this.credentials = new Credentials(hub, self, handshake, feeds);
        this.entrance = new Entrance(hub, credentials, queue, answers, feeds);
    }

    /** A command came that counts as one: of a client of whom no token is awaited any more. */
    abstract void spoke();

    /** By whoever has the turn of the inbox. */
    final void command(long id, Line line, Pause pause) {
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
                        answers.refuse(id, uncreated(outcome, failure));
                    }
                    pause.end();
                });
    }

    private static Outcome.Refused<?> uncreated(@Nullable Outcome<?> outcome, @Nullable Throwable failure) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            return refused;
        }
        LOG.log(Level.WARNING, "No room could be created: the log failed", failure);
        return new Outcome.Refused<Void>(Refusal.UNAVAILABLE, "the rooms' log did not answer", RETRY_AFTER);
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
                    && UNACKED.incrementAndGet(CommandHandler.this)
                            > hub.rules().unacked();
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
            return CommandHandler.this.admit(cmd, line);
        }

        @Override
        public void reply(Outcome<Answer> outcome) {
            if (isSend()) {
                UNACKED.decrementAndGet(CommandHandler.this);
            }
            if (cmd.equals("close") && outcome instanceof Outcome.Ok) {
                feeds.remove(feed); // whoever closes a room is told by the answer
            }
            answers.add(id, feed, outcome);
            answers.paid();
        }
    }
}
