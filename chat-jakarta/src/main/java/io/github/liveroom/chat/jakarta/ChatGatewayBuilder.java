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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link ChatGateway}. Every one has a default that works; a value out of range throws at once. Not
 * thread-safe.
 */
public final class ChatGatewayBuilder extends GatewayLimitsBuilder {
    /** Of RFC 6750, section 2.1, and so many that nobody guesses one. */
    private static final Pattern TOKEN = Pattern.compile("([A-Za-z0-9._~+/=-]{16,256})?");

    private final RoomServiceBuilder rooms = RoomService.builder();
    private @Nullable Scheduler scheduler;
    private LongSupplier ticker = System::nanoTime;
    private RandomGenerator random = new SecureRandom();
    private InstantSource clock = Clock.systemUTC();
    private Meters meters = Meters.NONE;
    private @Nullable Boolean originRequired;
    private List<String> authentication = List.of(Authentication.GUESTS);
    private @Nullable Authenticator authenticator;
    private @Nullable Executor verifyOn;
    private Set<String> features = Set.copyOf(CommandReader.FEATURES);
    private @Nullable String publicOrigin;
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
        Rules rules = rules(service.limits().textLength(), features);
        Admission admission = new Admission(service, admissionLimits(), ticker);
        Places places = new Places(placeLimits(), ticker);
        Authenticator who = authenticator == null ? Authentication.of(authentication) : authenticator;
        Scheduler timer = scheduler;
        Executor verifiers = verifyOn;
        GatewayThreads threads = new GatewayThreads();
        Streams streams = new Streams(random);
        Connections connections = new Connections(
                service,
                admission,
                places,
                rules,
                timer == null ? threads.timer() : timer,
                ticker,
                clock,
                returnsPerSecond(),
                told,
                new Tokens(who, verifiers == null ? threads.verifiers() : verifiers));
        return new ChatGateway(
                service,
                connections,
                new Origins(
                        publicOrigin,
                        origins,
                        trustedProxies,
                        originRequired == null ? who.usesCookies() : originRequired),
                Origins.ofFrames(frameAncestors),
                new Identification(who),
                tally == null || metricsToken.isEmpty() ? null : new Metrics(tally, metricsToken, ticker),
                tally == null || !jmx ? null : Figures.show(new GatewayBean(tally, ticker), context),
                new Health(service, connections, ticker),
                check,
                admin,
                streams,
                threads,
                new Stop(connections, streams, service, threads, stopWithin(), ticker));
    }
}
