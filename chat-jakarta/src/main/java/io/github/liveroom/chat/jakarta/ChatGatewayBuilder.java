package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.RoomCodeGenerator;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.jakarta.meters.GatewayBean;
import io.github.liveroom.chat.jakarta.meters.Tally;
import io.github.liveroom.chat.jakarta.session.Admission;
import io.github.liveroom.chat.jakarta.session.Connections;
import io.github.liveroom.chat.jakarta.session.Places;
import io.github.liveroom.chat.jakarta.session.Rules;
import io.github.liveroom.chat.jakarta.session.Tokens;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.TimerThread;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link ChatGateway}. Every one has a default that works; a value out of range throws at once. Not
 * thread-safe.
 */
public final class ChatGatewayBuilder {
    private static final int KIB = 1024;
    private static final int MIN_FRAME = 64 * KIB;
    private static final int BYTES_PER_CODE_POINT = 12;
    private static final int FRAME_OVERHEAD = 4 * KIB;
    private static final int VERIFIERS = 4;

    /** Of RFC 6750, section 2.1, and so many that nobody guesses one. */
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9._~+/=-]{16,256})?");

    private final RoomServiceBuilder rooms = RoomService.builder();
    private @Nullable Scheduler scheduler;
    private LongSupplier ticker = System::nanoTime;
    private RandomGenerator random = new SecureRandom();
    private InstantSource clock = Clock.systemUTC();
    private Meters meters = Meters.NONE;
    private Duration ping = Duration.ofSeconds(25);
    private Duration silentLimit = Duration.ofSeconds(15);
    private int queueBytes = 512 * KIB;
    private int roomsPerConnection = 16;
    private int unacked = 8;
    private int commandsPerSecond = 20;
    private int commandsBurst = 100;
    private int bytesPerSecond = KIB * KIB;
    private int joinsPerSecond = 50;
    private int guessesPerMinute = 5;
    private int passphrasesPerMinute = 5;
    private int passphrasesPerRoom = 100;
    private @Nullable Boolean originRequired;
    private List<String> authentication = List.of(Authentication.GUESTS);
    private @Nullable Authenticator authenticator;
    private @Nullable Executor verifyOn;
    private Set<String> features = Set.copyOf(CommandReader.FEATURES);
    private int maxConnections = 20_000;
    private int pendingConnections = 5000;
    private int connectionsPerAddress = 1000;
    private int connectionsPerMember = 32;
    private int handshakesPerSecond = 50;
    private int roomsPerAddress = 500;
    private int roomsPerMember = 100;
    private @Nullable String publicOrigin;
    private Duration stopWithin = Duration.ofSeconds(10);
    private int returnsPerSecond = 1000;
    private List<String> origins = List.of();
    private List<String> frameAncestors = List.of();
    private List<String> trustedProxies = List.of();
    private String metricsToken = "";
    private boolean jmx;
    private String context = "";
    private boolean check = true;
    private boolean admin;

    ChatGatewayBuilder() {}

    /**
     * The settings of the rooms, but for {@link #meters}, which are the gateway's.
     *
     * @return to be changed; not to be built
     */
    public RoomServiceBuilder rooms() {
        return rooms;
    }

    /**
     * How often a client is asked for a sign of life. Default 25 seconds, since many proxies end what is silent for a
     * minute.
     *
     * @param interval at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder ping(Duration interval) {
        ping = atLeastTenMillis("ping", interval);
        return this;
    }

    /**
     * How long a new connection may stay without a command. Default 15 seconds.
     *
     * @param limit at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder silentLimit(Duration limit) {
        silentLimit = atLeastTenMillis("silentLimit", limit);
        return this;
    }

    /**
     * Which codes new rooms get. Default {@code letters}.
     *
     * @param kind {@code letters} or {@code private}, see {@link RoomCodeGenerator}
     * @return this
     */
    public ChatGatewayBuilder codes(String kind) {
        rooms.codes(
                switch (kind) {
                    case "letters" -> RoomCodeGenerator.letters();
                    case "private" -> RoomCodeGenerator.privateCodes();
                    default -> throw new IllegalArgumentException("codes are letters or private, not " + kind);
                });
        return this;
    }

    /**
     * How long a message may be. Default 4,000. The largest frame grows with it.
     *
     * @param codePoints 1 to 100,000
     * @return this
     */
    public ChatGatewayBuilder textLength(int codePoints) {
        rooms.textLength(codePoints);
        return this;
    }

    /**
     * How much may wait for a slow client before it is closed. Default 512 KiB.
     *
     * @param bytes at least 16 KiB
     * @return this
     */
    public ChatGatewayBuilder queueBytes(int bytes) {
        queueBytes = atLeast("queueBytes", bytes, 16 * KIB);
        return this;
    }

    /**
     * How many rooms a connection may be in. Default 16.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerConnection(int count) {
        roomsPerConnection = atLeast("roomsPerConnection", count, 1);
        return this;
    }

    /**
     * How many messages of a connection may wait for their answer. Default 8.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder unacked(int count) {
        unacked = atLeast("unacked", count, 1);
        return this;
    }

    /**
     * How many commands a connection may send in the long run. Default 20. Far more end it.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder commandsPerSecond(int count) {
        commandsPerSecond = atLeast("commandsPerSecond", count, 1);
        return this;
    }

    /**
     * How many commands a connection may send in a row. Default 100.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder commandsBurst(int count) {
        commandsBurst = atLeast("commandsBurst", count, 1);
        return this;
    }

    /**
     * How many bytes a connection may send in the long run. Default 1 MiB, which is more than the longest messages take at the
     * default of {@link #commandsPerSecond}. In a row, {@link #commandsBurst} of the largest frames; who sends more is closed.
     *
     * @param bytes at least 1,024
     * @return this
     */
    public ChatGatewayBuilder bytesPerSecond(int bytes) {
        bytesPerSecond = atLeast("bytesPerSecond", bytes, KIB);
        return this;
    }

    /**
     * How many joins an address may try in the long run; twice as many in a row. Default 50.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder joinsPerSecond(int count) {
        joinsPerSecond = atLeast("joinsPerSecond", count, 1);
        return this;
    }

    /**
     * How many codes that no room has an address may look up. Default 5; then right and wrong codes are refused alike.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder guessesPerMinute(int count) {
        guessesPerMinute = atLeast("guessesPerMinute", count, 1);
        return this;
    }

    /**
     * How many wrong passphrases and owner secrets an address may try. Default 5 a minute.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder passphrasesPerMinute(int count) {
        passphrasesPerMinute = atLeast("passphrasesPerMinute", count, 1);
        return this;
    }

    /**
     * How many wrong passphrases and owner secrets a room takes from all addresses together. Default 100 a minute.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder passphrasesPerRoom(int count) {
        passphrasesPerRoom = atLeast("passphrasesPerRoom", count, 1);
        return this;
    }

    /**
     * Whether a client has to say which origin it is of. Browsers always do; other programs would have to make one up.
     * Default: only if the {@linkplain #authenticator authenticator} goes by cookies.
     *
     * @param required whether, or null for the default
     * @return this
     */
    public ChatGatewayBuilder originRequired(@Nullable Boolean required) {
        originRequired = required;
        return this;
    }

    /**
     * Who is let in, in the words of the setting. Default {@code guests}.
     *
     * @param ways {@code guests} for {@link Authenticator#guests()}, {@code principal} for {@link Authenticator#principal()},
     *     {@code session:NAME} for {@link Authenticator#session}; of several the first who knows somebody counts, and guests are
     *     the last
     * @return this
     */
    public ChatGatewayBuilder authentication(List<String> ways) {
        Authentication.of(ways);
        authentication = List.copyOf(ways);
        return this;
    }

    /**
     * Who stands behind a connection, where {@link #authentication} has no word for it. Then that does not count.
     *
     * @param who asked in each handshake
     * @return this
     */
    public ChatGatewayBuilder authenticator(Authenticator who) {
        authenticator = who;
        return this;
    }

    /**
     * What clients may ask for. Default: everything. What is left out is refused as forbidden, and not announced.
     *
     * @param on any of {@code edit}, {@code react}, {@code typing}, {@code read}, {@code search}, {@code create}, {@code
     *     whisper}
     * @return this
     */
    public ChatGatewayBuilder features(Collection<String> on) {
        for (String feature : on) {
            if (!CommandReader.FEATURES.contains(feature)) {
                throw new IllegalArgumentException(
                        "features are " + String.join(", ", CommandReader.FEATURES) + ", not \"" + feature + "\"");
            }
        }
        features = Set.copyOf(on);
        return this;
    }

    /**
     * How many connections there may be in all. Default 20,000. Who comes then is answered 503, where there are servlets.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder maxConnections(int count) {
        maxConnections = atLeast("maxConnections", count, 1);
        return this;
    }

    /**
     * How many connections may be open that have sent no command yet. Default 5,000. Beyond that, the one that has been silent
     * for longest is closed for the one that comes.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder pendingConnections(int count) {
        pendingConnections = atLeast("pendingConnections", count, 1);
        return this;
    }

    /**
     * How many connections an address may have. Default 1,000.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder connectionsPerAddress(int count) {
        connectionsPerAddress = atLeast("connectionsPerAddress", count, 1);
        return this;
    }

    /**
     * How many connections one person may have, that is an identity or the session of a guest's browser. Default 32.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder connectionsPerMember(int count) {
        connectionsPerMember = atLeast("connectionsPerMember", count, 1);
        return this;
    }

    /**
     * How many connections an address may begin in the long run; in a row, twice that and twice {@link #connectionsPerAddress}.
     * Default 50. Beyond that it is answered 429, and the authenticator is not asked.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder handshakesPerSecond(int count) {
        handshakesPerSecond = atLeast("handshakesPerSecond", count, 1);
        return this;
    }

    /**
     * How many open rooms may have been created from one address. Default 500.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerAddress(int count) {
        roomsPerAddress = atLeast("roomsPerAddress", count, 1);
        return this;
    }

    /**
     * How many open rooms one person may have created: an identity, or a guest's browser. Default 100.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerMember(int count) {
        roomsPerMember = atLeast("roomsPerMember", count, 1);
        return this;
    }

    /**
     * Where browsers see the application. Set it on every public server: it is then the only origin that is the
     * application's own, and neither {@code Host} nor what proxies say of it is looked at. Default: none, so that the
     * application's own is whatever a request says it was sent to.
     *
     * @param origin such as {@code https://chat.example}, or null
     * @return this
     */
    public ChatGatewayBuilder publicOrigin(@Nullable String origin) {
        publicOrigin = origin == null ? null : Origins.checkPublic(origin);
        return this;
    }

    /**
     * Whose pages may connect, besides those of the application's own origin. Default: nobody's.
     *
     * @param allowed such as {@code https://example.org}; compared exactly, no wildcards
     * @return this
     */
    public ChatGatewayBuilder origins(List<String> allowed) {
        allowed.forEach(Origins::checkOrigin);
        origins = List.copyOf(allowed);
        return this;
    }

    /**
     * Whose pages may show the chat's own in a frame. Default: nobody's. In a frame of another site, browsers send the
     * session's cookie only if it is {@code SameSite=None}.
     *
     * @param sites origins such as {@code https://example.org}, and {@code self} for the application's own pages
     * @return this
     */
    public ChatGatewayBuilder frameAncestors(List<String> sites) {
        frameAncestors = sites.stream()
                .map(site -> site.equals("self") ? site : Origins.checkPublic(site))
                .toList();
        return this;
    }

    /**
     * Whose {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} count; of the latter two the last value of a list,
     * and only where there is no {@linkplain #publicOrigin public origin}. Default: nobody's.
     *
     * @param proxies addresses or networks, such as {@code 10.0.0.0/8} or {@code ::1}
     * @return this
     */
    public ChatGatewayBuilder trustedProxies(List<String> proxies) {
        proxies.forEach(Network::parse);
        trustedProxies = List.copyOf(proxies);
        return this;
    }

    /**
     * How long a stop waits for clients: to read what waits for them, which is two seconds at the most, and to take their close
     * frame. Default 10 seconds. Then come the rooms, which end at once unless their log is slow.
     *
     * @param limit at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder stopWithin(Duration limit) {
        stopWithin = atLeastTenMillis("stopWithin", limit);
        return this;
    }

    /**
     * How many clients are to come back in a second after a stop: each waits for a random part of the time that all of them take
     * at this rate, no less than two seconds and no more than a minute. Default 1,000.
     *
     * @param clients at least 1
     * @return this
     */
    public ChatGatewayBuilder returnsPerSecond(int clients) {
        returnsPerSecond = atLeast("returnsPerSecond", clients, 1);
        return this;
    }

    /**
     * Who may see at {@link ChatGateway#metricsPath} how many connections, members and rooms there are, and what else is
     * counted. Default: nobody, and nothing is counted for it.
     *
     * @param token 16 to 256 of {@code A-Z a-z 0-9 . _ ~ + / = -}, shown as {@code Authorization: Bearer}; empty for nobody
     * @return this
     */
    public ChatGatewayBuilder metricsToken(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("metricsToken is empty, or 16 to 256 of A-Z a-z 0-9 . _ ~ + / = -");
        }
        metricsToken = token;
        return this;
    }

    /**
     * Whether the JVM's beans have the gateway's numbers, as {@code io.github.liveroom:type=Gateway}. Default false.
     *
     * @param on whether
     * @return this
     */
    public ChatGatewayBuilder jmx(boolean on) {
        jmx = on;
        return this;
    }

    /** Tells gateways of one JVM apart. */
    ChatGatewayBuilder context(String path) {
        context = path;
        return this;
    }

    /**
     * Whether {@link ChatGateway#checkPath} shows a page that checks the way from a visitor's browser to the server. Default: yes;
     * it tells what any visitor could find out by trying.
     *
     * @param shown whether
     * @return this
     */
    public ChatGatewayBuilder check(boolean shown) {
        check = shown;
        return this;
    }

    /**
     * Whether there are pages at {@link ChatGateway#adminPath} for whoever has the role {@link ChatGateway#ADMIN_ROLE}: all rooms
     * and members, to put somebody out, to close a room, to tell something to everyone in it. Default: no.
     *
     * @param wanted whether {@link ChatInitializer} puts them there; what they show are JSPs of the web application
     * @return this
     */
    public ChatGatewayBuilder admin(boolean wanted) {
        admin = wanted;
        return this;
    }

    /**
     * What is told in numbers what the gateway and its rooms do. Default {@link Meters#NONE}.
     *
     * @param told of several, {@link Meters#and}
     * @return this
     */
    public ChatGatewayBuilder meters(Meters told) {
        meters = told;
        return this;
    }

    /**
     * What sends pings. Default: a thread of the gateway's own. For the rooms' timers see {@link RoomServiceBuilder}.
     *
     * @param timers used until the gateway is closed
     * @return this
     */
    public ChatGatewayBuilder scheduler(Scheduler timers) {
        scheduler = timers;
        return this;
    }

    /** Where the host is asked about tokens that clients show. Default: threads of the gateway's own. */
    ChatGatewayBuilder verifyOn(Executor threads) {
        verifyOn = threads;
        return this;
    }

    /**
     * What limits are measured with, and how long a stop takes. Default {@link System#nanoTime()}.
     *
     * @param nanoseconds never goes back
     * @return this
     */
    public ChatGatewayBuilder ticker(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        return this;
    }

    /**
     * The time of day that clients are told. Default: the system's.
     *
     * @param source any
     * @return this
     */
    public ChatGatewayBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * What secrets are made of, the rooms' too. Default: a {@link SecureRandom}.
     *
     * @param generator thread-safe, and for anything but tests one that nobody can foretell
     * @return this
     */
    public ChatGatewayBuilder random(RandomGenerator generator) {
        random = generator;
        rooms.random(generator);
        return this;
    }

    /**
     * Opens the gateway and its rooms.
     *
     * @return to be closed when it is not needed any more
     */
    public ChatGateway build() {
        Tally tally = metricsToken.isEmpty() && !jmx ? null : new Tally();
        Meters told = tally == null ? meters.guarded() : meters.guarded().and(tally);
        RoomService service = rooms.meters(told).build();
        int frame = Math.max(MIN_FRAME, BYTES_PER_CODE_POINT * service.limits().textLength() + FRAME_OVERHEAD);
        Rules rules = new Rules(
                ping,
                silentLimit,
                frame,
                queueBytes,
                roomsPerConnection,
                unacked,
                commandsPerSecond,
                commandsBurst,
                bytesPerSecond,
                features);
        Admission admission = new Admission(
                service,
                new Admission.Limits(
                        joinsPerSecond,
                        guessesPerMinute,
                        passphrasesPerMinute,
                        passphrasesPerRoom,
                        roomsPerAddress,
                        roomsPerMember),
                ticker);
        Places places = new Places(
                new Places.Limits(
                        maxConnections,
                        pendingConnections,
                        connectionsPerAddress,
                        connectionsPerMember,
                        handshakesPerSecond),
                ticker);
        Authenticator who = authenticator == null ? Authentication.of(authentication) : authenticator;
        Scheduler given = scheduler;
        // Starts no thread unless it is used.
        TimerThread own = new TimerThread("liveroom-ping");
        Executor threads = verifyOn;
        ThreadPoolExecutor verifiers = ChatGateway.pool("liveroom-token-", VERIFIERS);
        Connections connections = new Connections(
                service,
                admission,
                places,
                rules,
                given == null ? own : given,
                ticker,
                clock,
                returnsPerSecond,
                told,
                new Tokens(who, threads == null ? verifiers : threads));
        return new ChatGateway(
                service,
                connections,
                new Origins(
                        publicOrigin,
                        origins,
                        trustedProxies,
                        originRequired == null ? who.usesCookies() : originRequired),
                frameAncestors,
                new Identification(who),
                tally == null || metricsToken.isEmpty() ? null : new Metrics(tally, metricsToken, ticker),
                tally == null || !jmx ? null : Figures.show(new GatewayBean(tally, ticker), context),
                new Health(service, connections, ticker),
                check,
                admin,
                random,
                own,
                stopWithin,
                ticker,
                verifiers);
    }

    private static Duration atLeastTenMillis(String name, Duration value) {
        if (value.toMillis() < 10) {
            throw new IllegalArgumentException(name + " is at least 10 ms, not " + value.toMillis() + " ms");
        }
        return value;
    }

    private static int atLeast(String name, int value, int min) {
        if (value < min) {
            throw new IllegalArgumentException(name + " is at least " + min + ", not " + value);
        }
        return value;
    }
}
