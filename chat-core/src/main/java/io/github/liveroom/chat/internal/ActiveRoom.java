package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Membership;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A room that is open at this server: one {@link RoomState}, the connections of its members, and what happens when time
 * passes.
 *
 * <p>Threads: all fields but the immutable ones are the drain's ({@link RoomDrain}); {@code state} may be read by anyone.
 */
final class ActiveRoom implements Room {
    private static final Duration TYPING_INTERVAL = Duration.ofSeconds(3);
    private static final int TYPING_MAX_MEMBERS = 50;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final RoomCode code;
    private final ServiceConfig config;
    private final BiConsumer<Room, Entry> listeners;
    private final Consumer<ActiveRoom> ended;
    private final RoomDrain drain;
    private final Stays stays = new Stays();
    private final ResumeTickets tickets;
    private final Graces graces;
    private final Map<MemberId, EnterTask.Moment> moments = new HashMap<>(2);
    private volatile RoomState state;

    /**
     * @param listeners told of every entry
     * @param ended told when the room is closed
     */
    ActiveRoom(
            RoomCode code,
            RoomSettings settings,
            ServiceConfig config,
            BiConsumer<Room, Entry> listeners,
            Consumer<ActiveRoom> ended) {
        this.code = code;
        this.config = config;
        this.listeners = listeners;
        this.ended = ended;
        this.state = new RoomState(settings, config.names(), config.limits().textLength());
        this.tickets = new ResumeTickets(config.ticker(), config.random());
        this.graces = new Graces(this, config);
        this.drain = new RoomDrain(config.executor(), this);
    }

    // ---------------------------------------------------------------- by any thread

    /** The room's log follows with this. */
    void follow(List<Entry> entries) {
        drain.arrived(entries);
    }

    /** The log is there: the room may be used. */
    void open(Journal journal) {
        drain.open(journal);
        submit(Task.afterOthers(graces::begin));
    }

    void submit(Task task) {
        drain.submit(task);
    }

    @Override
    public RoomCode code() {
        return code;
    }

    @Override
    public RoomInfo info() {
        return info(state);
    }

    @Override
    public List<Member> members() {
        return stays.members(state);
    }

    @Override
    public Optional<Member> memberNamed(String name) {
        return Optional.ofNullable(state.named(name)).map(stays::member);
    }

    @Override
    public Membership join(String name, Consumer<RoomEvent> events) {
        return new LocalMembership(this, config.executor(), name, events);
    }

    @Override
    public RoomConnection connect(JoinRequest request, Outbox outbox, Consumer<Outcome<Joined>> reply) {
        RoomLine line = new RoomLine(this, outbox);
        String hash = state.settings().passphrase();
        String shown = request.passphrase();
        if (hash == null || shown == null) {
            enter(line, request, null, reply);
        } else {
            // A tenth of a second of one core: not on a thread that others wait for.
            config.executor()
                    .execute(() -> enter(line, request, Secrets.matchesPassphrase(shown, hash) ? hash : null, reply));
        }
        return line;
    }

    private void enter(
            RoomLine line, JoinRequest request, @Nullable String passphrase, Consumer<Outcome<Joined>> reply) {
        submit(new EnterTask(this, line, request, passphrase, reply));
        line.entered();
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> close(String reason) {
        return decideByServer(new Request.Close(reason));
    }

    /** The server ends: every stay ends with it, and the room if it is not kept. */
    CompletionStage<Outcome<Answer.Done>> shutdown() {
        return decideByServer(new Request.Shutdown()).thenApply(done -> {
            inDrain(graces::end);
            return done;
        });
    }

    private CompletionStage<Outcome<Answer.Done>> decideByServer(Request request) {
        CompletableFuture<Outcome<Answer.Done>> done = new CompletableFuture<>();
        submit(new ServerTask(this, now -> true, request, done::complete));
        return done;
    }

    // ---------------------------------------------------------------- by the drain: what tasks need

    RoomState state() {
        return state;
    }

    Stays stays() {
        return stays;
    }

    ResumeTickets tickets() {
        return tickets;
    }

    Journal journal() {
        return drain.journal();
    }

    RoomLimits limits() {
        return config.limits();
    }

    /** Whether a command of this name waits to be appended. */
    boolean isPlanned(Entry.Cause cause) {
        return drain.isPlanned(cause);
    }

    Graces graces() {
        return graces;
    }

    /** Plans a task again before anything else. */
    void again(Task task) {
        drain.again(task);
    }

    /** Runs in the drain: at once if this is the drain, which a stage that was complete shows by being so. */
    void inDrain(Runnable run) {
        drain.run(run);
    }

    RoomInfo info(RoomState at) {
        RoomSettings settings = at.settings();
        return new RoomInfo(
                code,
                settings.title(),
                new Position(journal().epoch(), at.offset()),
                journal().oldest(),
                false,
                settings.passphrase() != null,
                settings.keep(),
                settings.maxMembers(),
                Duration.ZERO,
                at.seats().size());
    }

    /** The instant at which a newcomer's join was applied; only for those of the batch that was appended last. */
    EnterTask.Moment momentOf(MemberId member) {
        EnterTask.Moment moment = moments.remove(member);
        if (moment == null) {
            throw new IllegalStateException("member " + member + " did not join with the last batch");
        }
        return moment;
    }

    void page(Command.History range, Consumer<Outcome<Answer>> reply) {
        Replay.page(range, state.offset(), journal(), limits())
                .whenComplete((page, failure) ->
                        reply.accept(page == null ? unavailable(failure).as() : Outcome.ok(page)));
    }

    void typing(Stays.Stay stay, boolean on) {
        if (state.seats().size() > TYPING_MAX_MEMBERS) {
            return;
        }
        long now = config.ticker().getAsLong();
        Long last = stay.typedAt;
        if (on && last != null && now - last < TYPING_INTERVAL.toNanos()) {
            return;
        } else if (on) {
            stay.typedAt = now;
        }
        RoomEvent signal = new RoomEvent.Typing(stay.member, on);
        for (RoomLine line : stays.attached()) {
            if (line.stay() != stay) {
                line.signal(signal);
            }
        }
    }

    /** A connection comes to a member who is there. */
    void attach(Stays.Stay stay, RoomLine line) {
        stays.attach(stay, line);
        announce(stay);
    }

    /** A connection left on purpose, and the member has others. */
    void left(RoomLine line) {
        Stays.Stay stay = line.stay();
        ResumeTickets.Ticket ticket = line.ticket();
        stays.detach(line);
        if (ticket != null) {
            tickets.end(ticket);
        }
        if (stay != null) {
            announce(stay);
        }
    }

    /** Another connection takes the place of this one, which may be lost already. */
    void replaced(RoomLine line) {
        if (line.stay() != null) {
            stays.detach(line);
            line.gone(new RoomEvent.Gone(RoomEvent.Gone.Cause.TAKEN_OVER, ""));
        }
    }

    void lost(RoomLine line) {
        Stays.Stay stay = line.stay();
        stays.detach(line);
        if (stay == null) {
            return;
        }
        announce(stay);
        if (stay.lines.isEmpty()) {
            graces.away(stay);
        }
    }

    private void announce(Stays.Stay stay) {
        RoomEvent signal = new RoomEvent.Status(stay.member, stay.status(), stay.connections());
        for (RoomLine line : stays.attached()) {
            line.signal(signal);
        }
    }

    // ---------------------------------------------------------------- by the drain: what the log says

    /** Facts that are in the log become true and go to everyone. */
    void apply(List<Entry> entries) {
        EntryBatch batch = new EntryBatch(code, entries);
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long before = state.offset();
            state = state.apply(entry);
            if (entry.fact() instanceof Fact.Join join) {
                moments.put(join.member(), new EnterTask.Moment(before, state, batch, i + 1));
                graces.joined(join);
            } else if (entry.fact() instanceof Fact.Leave leave) {
                ended(leave, batch, i + 1);
            } else if (entry.fact() instanceof Fact.Close close) {
                closed(close, batch, i + 1);
            }
            listeners.accept(this, entry);
        }
        for (RoomLine line : stays.attached()) {
            line.entries(batch, 0, entries.size());
        }
        if (!state.closed()) {
            graces.waitWhileEmpty();
        }
    }

    /** The batch that was appended last has been dealt with. */
    void settled() {
        moments.clear();
    }

    private void ended(Fact.Leave leave, EntryBatch batch, int to) {
        Stays.Stay stay = stays.end(leave.member());
        if (stay == null) {
            return;
        }
        RoomEvent.Gone gone = goneAfter(leave.reason());
        for (RoomLine line : List.copyOf(stay.lines)) {
            stays.detach(line);
            line.entries(batch, 0, to);
            if (gone != null) {
                line.gone(gone);
            }
        }
        tickets.endAll(stay, leave.reason() == LeaveReason.TIMEOUT);
    }

    private static RoomEvent.@Nullable Gone goneAfter(LeaveReason reason) {
        return switch (reason) {
            case KICKED, CLOSED -> new RoomEvent.Gone(RoomEvent.Gone.Cause.KICKED, "");
            case BANNED -> new RoomEvent.Gone(RoomEvent.Gone.Cause.BANNED, "");
            case SHUTDOWN -> new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, "");
            case LEFT, TIMEOUT -> null;
        };
    }

    private void closed(Fact.Close close, EntryBatch batch, int to) {
        RoomEvent.Gone gone = new RoomEvent.Gone(RoomEvent.Gone.Cause.ROOM_CLOSED, close.reason());
        for (RoomLine line : List.copyOf(stays.attached())) {
            stays.detach(line);
            line.entries(batch, 0, to);
            line.gone(gone);
        }
        stays.endAll().forEach(stay -> tickets.endAll(stay, false));
        graces.stopWaiting();
        journal().delete(config.codeRest());
        ended.accept(this);
    }

    static Outcome.Refused<Void> unavailable(@Nullable Throwable failure) {
        LOG.log(Level.WARNING, "The log of a room failed", failure);
        return new Outcome.Refused<>(Refusal.UNAVAILABLE, "the room's log did not answer", RETRY_AFTER);
    }
}
