package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.RoomConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one room that remembers all it sees, and checks it: nothing comes before the answer to the join or
 * after the end, and entries are numbered position + 1, + 2, … What breaks that makes every later question to the client
 * fail, so that no test can overlook it.
 *
 * <p>Thread-safe. Waits only in the methods that say so, and not for ever.
 */
public final class InProcessClient {
    private final CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
    private final CheckedOutbox received = new CheckedOutbox();
    private final RoomConnection connection;

    private InProcessClient(Room room, JoinRequest request) {
        connection = room.connect(request, received, outcome -> {
            received.answered(outcome);
            joined.complete(outcome);
        });
    }

    /**
     * Somebody who asks to enter. What becomes of it is in {@link #answer()}.
     *
     * @param room the room
     * @param request how
     * @return the client
     */
    public static InProcessClient connect(Room room, JoinRequest request) {
        return new InProcessClient(room, request);
    }

    /**
     * A guest who asks to enter, with a tail of {@value JoinRequest#DEFAULT_TAIL}.
     *
     * @param room the room
     * @param name as typed
     * @return the client
     */
    public static InProcessClient connect(Room room, String name) {
        return new InProcessClient(room, JoinRequest.named(name));
    }

    // ---------------------------------------------------------------- what it asks

    /**
     * Says something.
     *
     * @param text what
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> send(String text) {
        return execute(new Command.Send(text, null), null);
    }

    /**
     * Says something under a name of its own.
     *
     * @param text what
     * @param cid the name of the command
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> send(String text, String cid) {
        return execute(new Command.Send(text, null), cid);
    }

    /**
     * Takes another name.
     *
     * @param name as typed
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> rename(String name) {
        return execute(new Command.Rename(name), null);
    }

    /**
     * Types, or stops.
     *
     * @param on whether it types
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> typing(boolean on) {
        return execute(new Command.Typing(on), null);
    }

    /**
     * Reads older entries.
     *
     * @param before the first offset not wanted, or null
     * @param limit how many at the most
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> history(@Nullable Long before, int limit) {
        return execute(new Command.History(before, limit), null);
    }

    /**
     * Runs any command.
     *
     * @param command the command
     * @param cid its name, or null
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> execute(Command command, @Nullable String cid) {
        return execute(command.verb(), cid, () -> Outcome.ok(command), () -> null);
    }

    /**
     * Runs a command the way a carrier does, which reads and admits it only when it is asked to.
     *
     * @param verb the name of the command
     * @param cid the client's own name for it, or null
     * @param command gives the command, or why it is none
     * @param admit gives null, or why there is no room for another command
     * @return completes with the answer; an answer that comes twice breaks the client
     */
    public CompletableFuture<Outcome<Answer>> execute(
            String verb,
            @Nullable String cid,
            Supplier<Outcome<Command>> command,
            Supplier<Outcome.@Nullable Refused<Answer>> admit) {
        CompletableFuture<Outcome<Answer>> answer = new CompletableFuture<>();
        connection.execute(new Call() {
            @Override
            public String verb() {
                return verb;
            }

            @Override
            public @Nullable String cid() {
                return cid;
            }

            @Override
            public Outcome<Command> command() {
                return command.get();
            }

            @Override
            public Outcome.@Nullable Refused<Answer> admit() {
                return admit.get();
            }

            @Override
            public void reply(Outcome<Answer> outcome) {
                if (!answer.complete(outcome)) {
                    received.fail("a second answer to one command: " + outcome);
                }
            }
        });
        return answer;
    }

    /**
     * Leaves.
     *
     * @return completes with the answer
     */
    public CompletableFuture<Outcome<Answer>> leave() {
        CompletableFuture<Outcome<Answer>> answer = new CompletableFuture<>();
        connection.leave(outcome -> {
            if (outcome instanceof Outcome.Ok) {
                received.end();
            }
            if (!answer.complete(outcome)) {
                received.fail("a second answer to one leave: " + outcome);
            }
        });
        return answer;
    }

    /** Loses the connection. */
    public void drop() {
        connection.drop();
    }

    // ---------------------------------------------------------------- what it saw

    /**
     * The answer to the join, if there is one by now.
     *
     * @return the answer
     */
    public Optional<Outcome<Joined>> answer() {
        check();
        return Optional.ofNullable(joined.getNow(null));
    }

    /**
     * Why the join was refused. Waits for the answer.
     *
     * @return the refusal
     * @throws AssertionError if it was not refused
     */
    public Refusal refusal() {
        Outcome<Joined> outcome = Stages.await(joined);
        check();
        if (outcome instanceof Outcome.Refused<Joined> refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /**
     * The picture of the room that the join gave. Waits for it.
     *
     * @return the picture
     * @throws AssertionError if the join was refused
     */
    public Joined joined() {
        Outcome<Joined> outcome = Stages.await(joined);
        check();
        if (outcome instanceof Outcome.Ok<Joined> ok) {
            return ok.value();
        }
        throw new AssertionError("refused: " + outcome);
    }

    /**
     * Who it is. Waits for the answer to the join.
     *
     * @return the member
     */
    public MemberId member() {
        return joined().me().id();
    }

    /**
     * The secret that takes this connection over. Waits for the answer to the join.
     *
     * @return the secret
     */
    public String resume() {
        return Objects.requireNonNull(joined().resume(), "the answer to a join has a secret");
    }

    /**
     * Up to where it has seen the room.
     *
     * @return epoch and offset
     */
    public Position position() {
        return new Position(joined().room().position().epoch(), received.position());
    }

    /**
     * All that came after the answer to the join, in order.
     *
     * @return entries and signals
     */
    public List<RoomEvent> events() {
        return received.events();
    }

    /**
     * The entries that came after the answer to the join.
     *
     * @return in order
     */
    public List<Entry> entries() {
        return eventsOf(Entry.class);
    }

    /**
     * What the entries say that came after the answer to the join.
     *
     * @return in order
     */
    public List<Fact> facts() {
        return entries().stream().map(Entry::fact).toList();
    }

    /**
     * The texts of the messages that came after the answer to the join.
     *
     * @return in order
     */
    public List<String> texts() {
        return facts().stream()
                .filter(Fact.Message.class::isInstance)
                .map(fact -> ((Fact.Message) fact).text())
                .toList();
    }

    /**
     * The signals of one kind.
     *
     * @param kind which
     * @param <E> which
     * @return in order
     */
    public <E extends RoomEvent> List<E> eventsOf(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Why it was put out, if it was.
     *
     * @return the last event
     */
    public Optional<RoomEvent.Gone> gone() {
        return eventsOf(RoomEvent.Gone.class).stream().findFirst();
    }

    /** Forgets the events so far, but not the position. */
    public void forget() {
        received.forget();
    }

    /**
     * Waits until it has seen an entry.
     *
     * @param offset which
     * @throws AssertionError if it does not come
     */
    public void awaitPosition(long offset) {
        received.awaitPosition(offset);
    }

    /**
     * Fails if anything that came was not in order.
     *
     * @throws AssertionError what was wrong
     */
    public void check() {
        received.check();
    }
}
