package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.jakarta.wire.Hello;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All connections of an application, and what they share. Thread-safe. */
public final class Connections {
    private static final String SESSION_OVER = "the session has ended";
    private static final Duration MIN_RETURN = Duration.ofSeconds(2);

    /** Nobody waits longer for a server that is long back. */
    private static final Duration MAX_RETURN = Duration.ofMinutes(1);

    private static final long MILLIS = 1000;

    private final RoomService rooms;
    private final Admission admission;
    private final Places places;
    private final Rules rules;
    private final Scheduler scheduler;
    private final InstantSource clock;
    private final Map<String, Long> limits;
    private final PingWheel open;
    private final Roster<Conversation> roster = new Roster<>();
    private final Pace.Rates rates;
    private final CloseLog closeLog;
    private final int returnsPerSecond;

    /** How long those stay away who are sent away; null until then. */
    private volatile @Nullable Duration absence;

    private final Meters meters;
    private final Tokens tokens;
    private final Backlog backlog;

    /**
     * No connection yet.
     *
     * @param rooms the rooms
     * @param admission what addresses may do
     * @param places how many connections there may be
     * @param rules what connections may do
     * @param scheduler for pings
     * @param ticker nanoseconds that never go back
     * @param clock the time of day
     * @param returnsPerSecond how many clients are to come back in a second after all have been sent away
     * @param meters told of connections, in numbers; throws nothing
     * @param tokens asks the host about what clients show
     */
    public Connections(
            RoomService rooms,
            Admission admission,
            Places places,
            Rules rules,
            Scheduler scheduler,
            LongSupplier ticker,
            InstantSource clock,
            int returnsPerSecond,
            Meters meters,
            Tokens tokens) {
        this.tokens = tokens;
        this.rooms = rooms;
        this.admission = admission;
        this.places = places;
        this.rules = rules;
        this.scheduler = scheduler;
        this.clock = clock;
        this.returnsPerSecond = returnsPerSecond;
        this.limits = limits(rooms.limits(), rules, admission);
        this.open = new PingWheel(rules.ping(), scheduler, ticker);
        this.rates = Pace.Rates.of(rules, ticker);
        this.meters = meters;
        this.backlog = new Backlog(rules.answers(), scheduler, open::all);
        this.closeLog = new CloseLog(ticker);
    }

    private static Map<String, Long> limits(RoomLimits rooms, Rules rules, Admission admission) {
        Map<String, Long> limits = new LinkedHashMap<>();
        limits.put("text", (long) rooms.textLength());
        limits.put("name", (long) rooms.nameLength());
        limits.put("frame", (long) rules.frame());
        limits.put("reply", (long) rooms.replyBytes());
        limits.put("rooms", (long) rules.rooms());
        limits.put("unacked", (long) rules.unacked());
        limits.put("retain", (long) rooms.retain());
        limits.put("recover", (long) rooms.recover());
        limits.put("commands", (long) rules.commandsPerSecond());
        limits.put("burst", (long) rules.commandsBurst());
        limits.put("bytes", (long) rules.bytesPerSecond());
        limits.put("joins", (long) admission.joinsPerSecond());
        limits.put("queue", (long) rules.queue());
        return limits;
    }

    /**
     * A client is connected.
     *
     * @param carrier sends to it
     * @param handshake what is known of it
     * @return takes what the client sends; it has said hello, or why the connection ends at once
     */
    public Conversation open(Carrier carrier, Handshake handshake) {
        CloseCode refused = handshake.refused();
        Pass pass = handshake.visitor().pass();
        if (refused == null && pass != null && pass.isOver(clock.instant())) {
            refused = CloseCode.NOT_AUTHORISED;
        } else if (refused == null) {
            refused = !isOpen() ? CloseCode.GOING_AWAY : places.take(handshake);
        }
        Handshake known = refused == null ? handshake : handshake.refusedWith(refused);
        Conversation conversation = new Conversation(this, known, carrier);
        open.add(conversation);
        boolean sessionIsOver = refused == null
                && !roster.add(handshake.session(), handshake.visitor().identity(), conversation);
        Conversation silent = refused == null ? places.listens(conversation) : null;
        meters.connections(1);
        conversation.open();
        if (sessionIsOver) {
            conversation.close(CloseCode.NOT_AUTHORISED, SESSION_OVER);
        }
        if (silent != null) {
            silent.close(CloseCode.TRY_LATER, "too many connections say nothing");
        }
        if (!isOpen()) {
            // Whoever comes while all are sent away may have been missed.
            conversation.close(CloseCode.GOING_AWAY, farewell());
        }
        if (conversation.hasEnded()) {
            // By others perhaps, before it was everywhere where it was looked for then.
            forget(conversation, known);
        }
        return conversation;
    }

    /**
     * The server goes away: from now on every client is told so, and when to come back.
     *
     * @return those who were connected; they have been told, or will be when what waits for them has been sent
     */
    public Departure sendAway() {
        absence = absence();
        return new Departure(open.all(), farewell());
    }

    /**
     * When to come back, as the reason of a 4001.
     *
     * @return the same for all, once they are sent away; before, for as many as there are now
     */
    public String farewell() {
        return "delayMs=" + absence().toMillis();
    }

    private Duration absence() {
        Duration said = absence;
        return said == null ? returnWithin(count()) : said;
    }

    /**
     * The answer to whoever asks for something that the server would not be there for any more.
     *
     * @param <T> what a better answer would be
     * @return when to come back
     */
    public <T> Outcome.Refused<T> goesAway() {
        return new Outcome.Refused<>(Refusal.UNAVAILABLE, "the server goes away", absence());
    }

    /** Clients come back at times spread over this, so that no more than so many do in a second. */
    private Duration returnWithin(int clients) {
        Duration even = Duration.ofMillis(MILLIS * clients / returnsPerSecond);
        if (even.compareTo(MIN_RETURN) < 0) {
            return MIN_RETURN;
        }
        return even.compareTo(MAX_RETURN) > 0 ? MAX_RETURN : even;
    }

    /**
     * A browser's HTTP session has ended, and with it its connections. When the application itself ends, its sessions do so
     * because of that: whoever is still here is told to come back, and nothing else.
     *
     * @param session by what its connections are found
     */
    public void sessionEnded(String session) {
        close(roster.end(session), SESSION_OVER);
    }

    /**
     * Somebody is not to be here any more, in no browser.
     *
     * @param identity whom the host knows by this
     */
    public void disconnect(String identity) {
        close(roster.of(identity), "the host has ended it");
    }

    private void close(List<Conversation> theirs, String reason) {
        if (isOpen()) {
            theirs.forEach(conversation -> conversation.close(CloseCode.NOT_AUTHORISED, reason));
        }
    }

    /**
     * Whether clients are taken.
     *
     * @return false once all are sent away
     */
    public boolean isOpen() {
        return absence == null;
    }

    /**
     * How many there are.
     *
     * @return as of now
     */
    public int count() {
        return open.size();
    }

    /**
     * How much waits to be sent to all clients together.
     *
     * @return bytes, as of now
     */
    public long waiting() {
        return open.all().stream().mapToLong(Conversation::waiting).sum();
    }

    /**
     * The connections of a room's members. Looks at all there are.
     *
     * @param room which
     * @return as of now, in no order
     */
    public List<Glance> in(RoomCode room) {
        List<Glance> seen = new ArrayList<>();
        for (Conversation each : open.all()) {
            Glance glance = each.in(room);
            if (glance != null) {
                seen.add(glance);
            }
        }
        return seen;
    }

    /**
     * Why somebody is to be refused, whoever it is: before anybody is asked who.
     *
     * @param address from where
     * @return as of now; null if there is no reason
     */
    public @Nullable CloseCode refusal(String address) {
        return isOpen() ? places.refusal(address) : CloseCode.GOING_AWAY;
    }

    /** A connection has sent its first command. */
    void spoke(Conversation conversation) {
        places.isSilentNoMore(conversation);
    }

    /**
     * A guest's connection turns out to be somebody's whom the host knows.
     *
     * @return false if that person has as many connections as may be: then nothing has changed
     */
    boolean becomes(Conversation conversation, Handshake before, Handshake after) {
        if (!places.becomes(before, after)) {
            return false;
        }
        roster.add(null, after.visitor().identity(), conversation);
        return true;
    }

    void ended(Conversation conversation, Handshake handshake, int code) {
        open.remove(conversation);
        meters.closed(code);
        meters.connections(-1);
        forget(conversation, handshake);
        if (handshake.refused() == null) {
            places.free(handshake);
        }
    }

    private void forget(Conversation conversation, Handshake handshake) {
        roster.remove(handshake.session(), handshake.visitor().identity(), conversation);
        places.isSilentNoMore(conversation);
    }

    private List<String> features() {
        return Stream.concat(
                        CommandReader.FEATURES.stream().filter(rules.features()::contains),
                        tokens.areTaken() ? Stream.of(CommandReader.AUTH) : Stream.empty())
                .toList();
    }

    Hello hello(Handshake handshake) {
        return new Hello(handshake.connection(), rules.ping(), now(), features(), limits);
    }

    /**
     * The time of day that clients are told.
     *
     * @return as of now
     */
    public Instant now() {
        return clock.instant();
    }

    RoomService rooms() {
        return rooms;
    }

    /** Asks the host about what clients show. */
    Tokens tokens() {
        return tokens;
    }

    /** The time of day. */
    InstantSource clock() {
        return clock;
    }

    /**
     * What addresses may do.
     *
     * @return shared by all connections
     */
    public Admission admission() {
        return admission;
    }

    /**
     * How many connections there may be.
     *
     * @return shared by all connections
     */
    public Places places() {
        return places;
    }

    /**
     * What connections may do.
     *
     * @return the same for all
     */
    public Rules rules() {
        return rules;
    }

    /**
     * When things are done that are not done now.
     *
     * @return shared by all connections
     */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** How much all of them have asked for and not read. */
    Backlog backlog() {
        return backlog;
    }

    /** Told what happens, in numbers. */
    Meters meters() {
        return meters;
    }

    /** Where it is said why connections end. */
    CloseLog closeLog() {
        return closeLog;
    }

    /** How fast each connection may be. */
    Pace.Rates rates() {
        return rates;
    }
}
