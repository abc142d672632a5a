package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.BannedMember;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Membership;
import io.github.liveroom.chat.Moderation;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A room that is open at this server: one {@link RoomState}, the connections of its members, and what happens when time
 * passes.
 *
 * <p>Threads: all fields but the immutable ones are the drain's ({@link RoomDrain}); {@code state} may be read by anyone.
 */
final class ActiveRoom implements Room {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RoomCode code;
    private final ServiceConfig config;
    private final RoomDirectory directory;
    private final Lateness lateness;
    private final RoomDrain drain;
    private final Stays stays = new Stays();
    private final ResumeTickets tickets;
    private final Graces graces;
    private final Signals signals;
    private final Consequences consequences;
    private final FanOut fanOut;
    private volatile RoomState state;

    /**
     * @param directory told of every entry, and when the room is closed
     */
    ActiveRoom(RoomCode code, RoomSettings settings, ServiceConfig config, RoomDirectory directory) {
        this.code = code;
        this.config = config;
        this.directory = directory;
        this.state = new RoomState(settings, config.limits().retain());
        this.fanOut = new FanOut(this, config);
        this.signals = new Signals(stays, fanOut, config.ticker());
        this.consequences = new Consequences(this);
        this.tickets = new ResumeTickets(config.ticker(), config.random());
        this.graces = new Graces(this, config);
        this.lateness = directory.overload().lateness();
        this.drain = new RoomDrain(config.senders(), this, lateness);
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
        return Optional.ofNullable(rules().named(state, name)).map(stays::member);
    }

    @Override
    public Membership join(String name, Consumer<RoomEvent> events) {
        return new LocalMembership(this, config.executor(), JoinRequest.named(name), events);
    }

    @Override
    public Membership bot(String name, @Nullable String profile, Consumer<RoomEvent> events) {
        Visitor bot = new Visitor(null, null, null, profile, true);
        JoinRequest request = new JoinRequest(name, null, null, null, null, JoinRequest.DEFAULT_TAIL, bot);
        return new LocalMembership(this, config.executor(), request, events);
    }

    @Override
    public RoomConnection connect(JoinRequest request, Outbox outbox, Consumer<Outcome<Joined>> reply) {
        return new Door(this, config.hashing()).knock(request, outbox, reply);
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> close(String reason) {
        return host().decide(new Request.Close(null, reason));
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> post(String name, String text) {
        return host().post(name, text);
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> update(RoomChanges changes) {
        return host().update(changes);
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> remove(MemberId member, String reason) {
        return host().decide(new Request.PutOut(null, member, reason, null));
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> ban(MemberId member, @Nullable Duration length, String reason) {
        return host().ban(member, length, reason);
    }

    @Override
    public CompletionStage<Outcome<Answer.Done>> unban(MemberId member) {
        return host().unban(member);
    }

    @Override
    public List<BannedMember> banned() {
        return state.banned(now());
    }

    private Host host() {
        return new Host(this, config);
    }

    /** The server ends: every stay ends with it, and the room if it is not kept. */
    CompletionStage<Outcome<Answer.Done>> shutdown() {
        return host().decide(new Request.Shutdown()).thenApply(done -> {
            inDrain(() -> {
                graces.end();
                fanOut.hurry();
            });
            return done;
        });
    }

    Lateness lateness() {
        return lateness;
    }

    /** Why nobody new is let in for now, or null. */
    Outcome.@Nullable Refused<Joined> overloaded() {
        return directory.overload().refusal(lateness);
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

    RoomRules rules() {
        return directory.rules();
    }

    /** Without a state, like {@link #queries()}: not to be kept. */
    Requests requests() {
        return new Requests(this, config);
    }

    Queries queries() {
        return new Queries(this, config.executor());
    }

    Signals signals() {
        return signals;
    }

    FanOut fanOut() {
        return fanOut;
    }

    RoomPolicy policy() {
        return config.policy();
    }

    Instant now() {
        return config.clock().instant();
    }

    /** For intervals: nanoseconds that never go back. */
    long ticks() {
        return config.ticker().getAsLong();
    }

    /**
     * Lets in again who was kept out because of what this member did.
     *
     * @param by who says so, or null for the host application
     */
    Outcome<Answer> pardon(@Nullable MemberId by, MemberId member) {
        if (state.closed()) {
            return Outcome.refused(Refusal.ROOM_NOT_FOUND, "room: no room has this code");
        } else if (member.compareTo(state.nextMember()) >= 0) {
            return Outcome.refused(Refusal.TARGET_NOT_FOUND, "member: the room never had such a member");
        }
        if (state.ban(member) != null) {
            state = state.pardon(member);
            moderated(Deeds.unban(by, member));
        }
        return Outcome.ok(new Answer.Done());
    }

    /** Something was done in the room; null if it keeps no order. */
    void moderated(@Nullable Moderation deed) {
        if (deed != null) {
            AuditLog.write(journal().epoch(), deed);
            directory.tell(this, deed);
        }
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
                settings.locked(),
                settings.passphrase() != null,
                settings.keep(),
                settings.maxMembers(),
                settings.slowMode(),
                at.seats().size());
    }

    /** The instant at which a newcomer's join was applied; only for those of the batch that was appended last. */
    EnterTask.Moment momentOf(MemberId member) {
        return consequences.momentOf(member);
    }

    /** A connection comes to a member who is there. */
    void attach(Stays.Stay stay, RoomLine line) {
        stays.attach(stay, line, state.offset());
        signals.presence(stay);
    }

    /** A connection left on purpose, and the member has others. */
    void left(RoomLine line) {
        Stays.Stay stay = line.stay();
        ResumeTickets.Ticket ticket = line.ticket();
        fanOut.catchUp(line);
        stays.detach(line);
        if (ticket != null) {
            tickets.end(ticket);
        }
        if (stay != null) {
            signals.presence(stay);
        }
    }

    /** Another connection takes the place of this one, which may be lost already. */
    void replaced(RoomLine line) {
        if (line.stay() != null) {
            fanOut.catchUp(line);
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
        signals.presence(stay);
        if (stay.lines().isEmpty()) {
            graces.away(stay);
        }
    }

    // ---------------------------------------------------------------- by the drain: what the log says

    /** Facts that are in the log become true. */
    void apply(List<Entry> entries) {
        int before = state.seats().size();
        for (Entry entry : entries) {
            long end = state.offset();
            state = state.apply(entry);
            fanOut.add(entry);
            consequences.of(entry.fact(), end);
            directory.tell(this, entry);
            config.meters().appended(entry.fact().getClass());
        }
        int change = state.seats().size() - before;
        if (change != 0) {
            config.meters().members(change);
        }
        if (!state.closed()) {
            graces.waitWhileEmpty();
        }
    }

    /** What the log said last has been dealt with. Nothing waits in the mailbox, or enough has gathered: for now this is all. */
    void settled() {
        consequences.settled();
        fanOut.settled();
    }

    /** The room is closed. */
    void end() {
        graces.end();
        fanOut.hurry();
        journal().delete(config.codeRest());
        directory.ended(this);
    }

    Outcome.Refused<Void> unavailable(@Nullable Throwable failure) {
        directory.logFailed(failure);
        return new Outcome.Refused<>(Refusal.UNAVAILABLE, "the room's log did not answer", RETRY_AFTER);
    }
}
