package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Moderation;
import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.RoomListener;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.internal.text.NameVerdict;
import io.github.liveroom.chat.internal.text.Texts;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomSettings;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The open rooms by their codes. */
public final class RoomDirectory implements RoomService {
    /** Proposals of the code generator before a creation is given up. */
    static final int MAX_TRIES = 16;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long CLOSE_SECONDS = 5;
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final ServiceConfig config;
    private final RoomRules rules;
    private final RoomLog log;
    private final AutoCloseable threads;
    private final Map<RoomCode, ActiveRoom> rooms = new ConcurrentHashMap<>();
    private final Overload overload;

    /** Rooms that exist or are being created: what {@code maxRooms} counts. */
    private final AtomicInteger count = new AtomicInteger();

    private final List<ListenerQueue<Runnable>> listening;
    private final Seldom lostEvents;
    private final Seldom failedLogs;
    private volatile boolean closed;

    /**
     * Opens for business.
     *
     * @param config what rooms share
     * @param log where logs are kept; closed with this
     * @param threads closed at the very end
     */
    public RoomDirectory(ServiceConfig config, RoomLog log, AutoCloseable threads) {
        this.config = config;
        this.rules = config.rules();
        this.log = log;
        this.threads = threads;
        this.lostEvents = new Seldom(config.ticker());
        this.failedLogs = new Seldom(config.ticker());
        this.overload = new Overload(config, rooms.values());
        this.listening = config.listeners().stream()
                .map(listener -> new ListenerQueue<Runnable>(config.executor(), Runnable::run))
                .toList();
    }

    @Override
    public Room create() {
        try {
            Outcome<NewRoom> outcome =
                    create(RoomOptions.DEFAULTS).toCompletableFuture().join();
            if (outcome instanceof Outcome.Refused<NewRoom> refused) {
                throw new ChatException("No room was created: " + refused.detail());
            }
            return outcome.orElseThrow().room();
        } catch (CompletionException e) {
            throw new ChatException("No room was created", e);
        }
    }

    @Override
    public CompletionStage<Outcome<NewRoom>> create(RoomOptions options, Visitor visitor) {
        Pass pass = visitor.pass();
        if (pass != null && pass.isOver(config.clock().instant())) {
            return refused(Refusal.UNAUTHORIZED, "the visitor's pass is over");
        } else if (pass != null && pass.rooms() != null) {
            return refused(Refusal.FORBIDDEN, "the visitor's pass is for other rooms");
        }
        return config.policy().allowsCreate(visitor, options)
                ? create(options)
                : refused(Refusal.FORBIDDEN, "the host's policy does not allow this room");
    }

    @Override
    public CompletionStage<Outcome<NewRoom>> create(RoomOptions options) {
        if (closed) {
            return refused(Refusal.UNAVAILABLE, "the service is closed");
        }
        String bad = badOption(options);
        if (bad != null) {
            return refused(Refusal.BAD_REQUEST, bad);
        }
        Outcome.Refused<NewRoom> overloaded = overload.refusal();
        if (overloaded != null) {
            return CompletableFuture.completedStage(overloaded);
        }
        if (count.incrementAndGet() > config.limits().maxRooms()) {
            count.decrementAndGet();
            return refused(Refusal.UNAVAILABLE, "there are as many rooms as the server holds");
        }
        return hash(options.passphrase())
                .thenCompose(hash -> hash instanceof Outcome.Refused<Optional<String>> refused
                        ? CompletableFuture.completedStage(refused.as())
                        : reserve(options, hash.orElseThrow()))
                .handle((outcome, failure) -> {
                    if (!(outcome instanceof Outcome.Ok)) {
                        count.decrementAndGet();
                    }
                    if (failure != null) {
                        throw new ChatException("No room was created: the log failed, or what makes codes", failure);
                    }
                    return outcome;
                });
    }

    private @Nullable String badOption(RoomOptions options) {
        Integer seats = options.maxMembers();
        Integer length = options.codeLength();
        String passphrase = options.passphrase();
        if (options.title() != null && !isLimited(options.title(), RoomOptions.MAX_TITLE)) {
            return "title: more than " + RoomOptions.MAX_TITLE + " code points, or malformed";
        } else if (passphrase != null && (passphrase.isEmpty() || !isLimited(passphrase, RoomOptions.MAX_PASSPHRASE))) {
            return "passphrase: not 1 to " + RoomOptions.MAX_PASSPHRASE + " code points, or malformed";
        } else if (seats != null && (seats < 1 || seats > config.limits().maxMembers())) {
            return "maxMembers: not 1 to " + config.limits().maxMembers();
        } else if (length != null && (length < RoomCode.MIN_LENGTH || length > RoomCode.MAX_LENGTH)) {
            return "codeLength: not " + RoomCode.MIN_LENGTH + " to " + RoomCode.MAX_LENGTH;
        }
        return null;
    }

    private static boolean isLimited(String text, int max) {
        return Texts.limited(text, max) == Texts.Verdict.ACCEPTED;
    }

    private CompletionStage<Outcome<Optional<String>>> hash(@Nullable String passphrase) {
        if (passphrase == null) {
            return CompletableFuture.completedStage(Outcome.ok(Optional.empty()));
        }
        CompletableFuture<Outcome<Optional<String>>> hashed = new CompletableFuture<>();
        config.hashing().run(() -> Optional.of(Secrets.hashPassphrase(passphrase, config.random())), hashed::complete);
        return hashed;
    }

    private CompletionStage<Outcome<NewRoom>> reserve(RoomOptions options, Optional<String> passphrase) {
        String owner = Secrets.next(config.random());
        String title = options.title();
        RoomSettings settings = new RoomSettings(
                title == null || title.isEmpty() ? null : title,
                false,
                options.keep(),
                options.maxMembers() == null ? config.limits().maxMembers() : options.maxMembers(),
                Duration.ZERO,
                passphrase.orElse(null),
                Secrets.hash(owner));
        int length = options.codeLength() == null ? config.codeLength() : options.codeLength();
        return attempt(settings, owner, length, 1);
    }

    private CompletionStage<Outcome<NewRoom>> attempt(RoomSettings settings, String owner, int length, int number) {
        RoomCode code = config.codes().next(config.random(), length, rooms.size());
        ActiveRoom room = new ActiveRoom(code, settings, config, this);
        return created(code, settings, room).thenCompose(journal -> {
            if (journal.isPresent()) {
                room.open(journal.get()); // before anyone can find it
                rooms.put(code, room);
                config.meters().rooms(1);
                tellCreated(room);
                return CompletableFuture.completedStage(Outcome.ok(new NewRoom(room, owner)));
            }
            if (number == MAX_TRIES) {
                LOG.log(Level.WARNING, "No free room code was found in {0} tries", MAX_TRIES);
                return refused(Refusal.UNAVAILABLE, "no free room code was found in " + MAX_TRIES + " tries");
            }
            return attempt(settings, owner, length, number + 1);
        });
    }

    private CompletionStage<Optional<Journal>> created(RoomCode code, RoomSettings settings, ActiveRoom room) {
        return log.create(code, settings, room::follow).whenComplete((journal, failure) -> {
            if (failure != null) {
                config.meters().logFailed();
            }
        });
    }

    private static <T> CompletionStage<Outcome<T>> refused(Refusal refusal, String detail) {
        return CompletableFuture.completedStage(
                refusal == Refusal.UNAVAILABLE
                        ? Outcome.refused(refusal, detail, RETRY_AFTER)
                        : Outcome.refused(refusal, detail));
    }

    @Override
    public Optional<Room> find(RoomCode code) {
        return Optional.ofNullable(rooms.get(code));
    }

    @Override
    public Collection<Room> rooms() {
        return Collections.unmodifiableCollection(rooms.values());
    }

    @Override
    public Outcome<String> checkName(String typed) {
        NameVerdict verdict = config.names().judge(typed);
        if (verdict instanceof NameVerdict.Refused refused) {
            Refusal refusal =
                    refused.reason() == NameVerdict.Reason.REQUIRED ? Refusal.NAME_REQUIRED : Refusal.NAME_INVALID;
            return Outcome.refused(refusal, "name: " + refused.detail());
        }
        return Outcome.ok(((NameVerdict.Accepted) verdict).name());
    }

    @Override
    public RoomLimits limits() {
        return config.limits();
    }

    /** What holds in every room. */
    RoomRules rules() {
        return rules;
    }

    Overload overload() {
        return overload;
    }

    /** By a room: it is closed. */
    void ended(ActiveRoom room) {
        if (rooms.remove(room.code(), room)) {
            count.decrementAndGet();
            config.meters().rooms(-1);
        }
    }

    /** By a room: its log did not take a batch, as perhaps those of all rooms do not. */
    void logFailed(@Nullable Throwable failure) {
        config.meters().logFailed();
        String line = failedLogs.line("The log of a room failed");
        if (line != null) {
            LOG.log(Level.WARNING, line, failure);
        }
    }

    private void tellCreated(Room room) {
        tell(listener -> listener.created(room));
    }

    /** By a room: its log goes on with this. */
    void tell(Room room, Entry entry) {
        if (!listening.isEmpty()) {
            tell(listener -> listener.appended(room, entry));
        }
    }

    /** By a room: this was done to keep order in it. */
    void tell(Room room, Moderation deed) {
        tell(listener -> listener.moderated(room, deed));
    }

    private void tell(Consumer<RoomListener> event) {
        for (int i = 0; i < listening.size(); i++) {
            RoomListener listener = config.listeners().get(i);
            if (!listening.get(i).offer(() -> event.accept(listener))) {
                config.meters().eventLost();
                String line = lostEvents.line("A listener of the application is too slow and loses events");
                if (line != null) {
                    LOG.log(Level.WARNING, line);
                }
            }
        }
    }

    @Override
    public CompletionStage<@Nullable Void> alive() {
        CompletableFuture<@Nullable Void> alive = new CompletableFuture<>();
        Runnable sign = () -> alive.complete(null);
        config.scheduler().schedule(() -> config.senders().execute(sign), Duration.ZERO);
        return alive;
    }

    @Override
    public CompletionStage<@Nullable Void> ready() {
        if (closed) {
            return CompletableFuture.failedStage(new ChatException("the service is closed"));
        }
        return overload.isEverywhere()
                ? CompletableFuture.failedStage(new ChatException("there is more to do than gets done"))
                : alive().thenRunAsync(() -> {}, config.executor()).thenCompose(ran -> log.check());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<CompletableFuture<?>> ending = new ArrayList<>();
        for (ActiveRoom room : rooms.values()) {
            ending.add(room.shutdown().toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(ending.toArray(CompletableFuture[]::new)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.WARNING, "Not every room could be ended in order", e);
        }
        rooms.values().forEach(this::abandon);
        close(log);
        close(threads);
    }

    /** It is kept for longer than this server, or did not end in time. */
    private void abandon(ActiveRoom room) {
        int members = room.state().seats().size();
        if (members > 0) {
            config.meters().members(-members);
        }
        ended(room);
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Something of the service could not be closed", e);
        }
    }
}
