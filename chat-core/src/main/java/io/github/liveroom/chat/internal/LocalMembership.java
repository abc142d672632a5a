package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Membership;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that ends in this JVM, in the code of the application. */
final class LocalMembership implements Membership, Outbox {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final Executor executor;
    private final ListenerQueue<RoomEvent> events;
    private final CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
    private final RoomConnection connection;

    LocalMembership(ActiveRoom room, Executor executor, JoinRequest request, Consumer<RoomEvent> listener) {
        this.executor = executor;
        this.events = new ListenerQueue<>(executor, listener);
        this.connection = room.connect(request, this, later(joined));
    }

    @Override
    public CompletionStage<Outcome<Joined>> joined() {
        return joined.minimalCompletionStage();
    }

    @Override
    public CompletionStage<Outcome<Answer.Sent>> send(String text) {
        return run(new Command.Send(text, null), Answer.Sent.class);
    }

    @Override
    public CompletionStage<Outcome<Answer.Renamed>> rename(String name) {
        return run(new Command.Rename(name), Answer.Renamed.class);
    }

    @Override
    public CompletionStage<Outcome<Answer.Page>> history(Command.History range) {
        return run(range, Answer.Page.class);
    }

    @Override
    public CompletionStage<Outcome<Answer>> run(Command command) {
        return run(command, Answer.class);
    }

    @Override
    public void typing(boolean on) {
        run(new Command.Typing(on), Answer.Done.class);
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> leave() {
        CompletableFuture<Outcome<Answer.Done>> done = new CompletableFuture<>();
        Consumer<Outcome<Answer.Done>> reply = later(done);
        connection.leave(outcome -> reply.accept(typed(outcome, Answer.Done.class)));
        return done.minimalCompletionStage();
    }

    private <A extends Answer> CompletionStage<Outcome<A>> run(Command command, Class<A> type) {
        CompletableFuture<Outcome<A>> done = new CompletableFuture<>();
        Consumer<Outcome<A>> reply = later(done);
        connection.execute(new Call() {
            @Override
            public String verb() {
                return command.verb();
            }

            @Override
            public @Nullable String cid() {
                return null;
            }

            @Override
            public Outcome<Command> command() {
                return Outcome.ok(command);
            }

            @Override
            public Outcome.@Nullable Refused<Answer> admit() {
                return null;
            }

            @Override
            public void reply(Outcome<Answer> outcome) {
                reply.accept(typed(outcome, type));
            }
        });
        return done.minimalCompletionStage();
    }

    private static <A extends Answer> Outcome<A> typed(Outcome<Answer> outcome, Class<A> type) {
        if (outcome instanceof Outcome.Ok<Answer> ok) {
            return new Outcome.Ok<>(type.cast(ok.value()), ok.repeated());
        }
        return ((Outcome.Refused<Answer>) outcome).as();
    }

    /** What depends on the future is the application's code: it runs on the executor, not in the room. */
    private <T> Consumer<T> later(CompletableFuture<T> future) {
        return value -> executor.execute(() -> future.complete(value));
    }

    @Override
    public void entries(EntryBatch batch, int from, int to) {
        for (Entry entry : batch.entries().subList(from, to)) {
            tell(entry);
        }
    }

    @Override
    public void signal(RoomEvent signal) {
        tell(signal);
    }

    @Override
    public void gone(RoomEvent.Gone gone) {
        tell(gone);
    }

    private void tell(RoomEvent event) {
        if (!events.offer(event)) {
            LOG.log(Level.WARNING, "A listener of the application is too slow for its room: its connection is dropped");
            connection.drop();
        }
    }
}
