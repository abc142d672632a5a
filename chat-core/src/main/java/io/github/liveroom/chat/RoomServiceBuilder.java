package io.github.liveroom.chat;

import io.github.liveroom.chat.internal.Hashing;
import io.github.liveroom.chat.internal.MemoryRoomLog;
import io.github.liveroom.chat.internal.RoomDirectory;
import io.github.liveroom.chat.internal.SendGate;
import io.github.liveroom.chat.internal.ServiceConfig;
import io.github.liveroom.chat.internal.ServiceThreads;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.Scheduler;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link RoomService}. Every one has a default that works; a value out of range throws at once. Not
 * thread-safe.
 */
public final class RoomServiceBuilder extends RoomLimitsBuilder {
    private InstantSource clock = Clock.systemUTC();
    private LongSupplier ticker = System::nanoTime;
    private @Nullable Scheduler scheduler;
    private @Nullable Executor executor;
    private RandomGenerator random = new SecureRandom();
    private @Nullable RoomLog log;
    private RoomCodeGenerator codes = RoomCodeGenerator.letters();
    private final List<RoomListener> listeners = new ArrayList<>();
    private Meters meters = Meters.NONE;
    private int framesPerSecond = 60;
    private Duration busyAfter = Duration.ofMillis(100);
    private Duration reconnectGrace = Duration.ofSeconds(15);
    private @Nullable Duration emptyGrace = Duration.ofSeconds(60);
    private Duration codeRest = Duration.ofMinutes(10);
    private RoomPolicy policy = RoomPolicy.standard();
    private @Nullable MessageFilter filter;
    private Duration filterLimit = Duration.ofSeconds(1);
    private Duration editWindow = Duration.ofMinutes(15);
    private boolean banAddresses = true;
    private int codeLength = RoomCode.MIN_LENGTH;

    RoomServiceBuilder() {}

    @Override
    RoomServiceBuilder self() {
        return this;
    }

    /**
     * How many frames a second a room sends to each connection when it is busy. Default 60. Once a room has sent more than
     * that for a quarter of a second, what happens in it waits for the next frame, and goes in it together; what the sender
     * is answered too. Until then, and with 0 always, everything is sent at once.
     *
     * @param frames 0 to 1000
     * @return this
     */
    public RoomServiceBuilder framesPerSecond(int frames) {
        framesPerSecond = within("framesPerSecond", frames, 0, 1000);
        return this;
    }

    /**
     * How long what is asked of a room may wait. Default 100 milliseconds. If all that had to wait there waited for longer, for a
     * second, nobody new is let in until something waits for less than half of that or nothing has to. If that is so in more than half
     * of the rooms that have something to do, and in at least two, nobody new is let in anywhere and no room is created.
     * Newcomers are told {@link Refusal#UNAVAILABLE} and when to come again; members who come back, their further connections
     * and bots pass.
     *
     * @param limit zero or more; zero: however long it waits, everybody is let in
     * @return this
     */
    public RoomServiceBuilder busyAfter(Duration limit) {
        busyAfter = notNegative("busyAfter", limit);
        return this;
    }

    /**
     * How long a member who lost every connection keeps seat and name. Default 15 seconds.
     *
     * @param grace zero or more
     * @return this
     */
    public RoomServiceBuilder reconnectGrace(Duration grace) {
        reconnectGrace = notNegative("reconnectGrace", grace);
        return this;
    }

    /**
     * How long an empty room waits for somebody before it closes. Default 60 seconds. A room that was just created waits a
     * minute in any case.
     *
     * @param grace zero or more, or null: for ever
     * @return this
     */
    public RoomServiceBuilder emptyGrace(@Nullable Duration grace) {
        emptyGrace = grace == null ? null : notNegative("emptyGrace", grace);
        return this;
    }

    /**
     * How long the code of a closed room is not given to another one. Default 10 minutes.
     *
     * @param rest zero or more
     * @return this
     */
    public RoomServiceBuilder codeRest(Duration rest) {
        codeRest = notNegative("codeRest", rest);
        return this;
    }

    /**
     * How long codes are at least. Default 4; they grow by themselves as rooms become many.
     *
     * @param length 4 to 16
     * @return this
     */
    public RoomServiceBuilder codeLength(int length) {
        codeLength = within("codeLength", length, RoomCode.MIN_LENGTH, RoomCode.MAX_LENGTH);
        return this;
    }

    /**
     * Where codes come from. Default {@link RoomCodeGenerator#letters()}.
     *
     * @param generator proposes codes
     * @return this
     */
    public RoomServiceBuilder codes(RoomCodeGenerator generator) {
        codes = generator;
        return this;
    }

    /**
     * How long a message can be edited. Default 15 minutes.
     *
     * @param window zero or more
     * @return this
     */
    public RoomServiceBuilder editWindow(Duration window) {
        editWindow = notNegative("editWindow", window);
        return this;
    }

    /**
     * Whether a ban keeps a guest out by address too. Default true: a guest has little else to be known by. Others behind
     * the same address are kept out with the guest; members who are in the room stay.
     *
     * @param addresses whether
     * @return this
     */
    public RoomServiceBuilder banAddresses(boolean addresses) {
        banAddresses = addresses;
        return this;
    }

    /**
     * Who may do what. Default {@link RoomPolicy#standard()}.
     *
     * @param table asked for everything
     * @return this
     */
    public RoomServiceBuilder policy(RoomPolicy table) {
        policy = table;
        return this;
    }

    /**
     * The host application's say about messages. Default: none.
     *
     * @param messageFilter asked before each message and edit, or null for none
     * @return this
     */
    public RoomServiceBuilder filter(@Nullable MessageFilter messageFilter) {
        filter = messageFilter;
        return this;
    }

    /**
     * How long the {@linkplain #filter filter} may take. Default 1 second.
     *
     * @param limit more than zero
     * @return this
     */
    public RoomServiceBuilder filterLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("filterLimit is more than zero, not " + limit);
        }
        filterLimit = limit;
        return this;
    }

    /**
     * Adds a listener to all rooms.
     *
     * @param listener is told of everything that is appended
     * @return this
     */
    public RoomServiceBuilder listener(RoomListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * What is told in numbers what the service does. Default {@link Meters#NONE}.
     *
     * @param told by all rooms; of several, {@link Meters#and}
     * @return this
     */
    public RoomServiceBuilder meters(Meters told) {
        meters = told;
        return this;
    }

    /**
     * Where the logs of rooms are kept. Default: in memory, as long as the service lives.
     *
     * @param roomLog closed with the service
     * @return this
     */
    public RoomServiceBuilder log(RoomLog roomLog) {
        log = roomLog;
        return this;
    }

    /**
     * The time of day that entries carry. Default: the system's.
     *
     * @param source may go back; entries will not
     * @return this
     */
    public RoomServiceBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * What intervals are measured with. Default {@link System#nanoTime()}.
     *
     * @param nanoseconds never goes back
     * @return this
     */
    public RoomServiceBuilder ticker(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        return this;
    }

    /**
     * What runs things later. Default: a thread of the service's own.
     *
     * @param timers used until the service is closed
     * @return this
     */
    public RoomServiceBuilder scheduler(Scheduler timers) {
        scheduler = timers;
        return this;
    }

    /**
     * What runs the application's listeners and whatever else may take its time, and what busy rooms go on with, which
     * should not wait behind that for long. Default: a few threads of the service's own for each of the two.
     *
     * @param threads takes every task, runs each once
     * @return this
     */
    public RoomServiceBuilder executor(Executor threads) {
        executor = threads;
        return this;
    }

    /**
     * Where room codes and secrets come from. Default {@link SecureRandom}; anything weaker is for tests.
     *
     * @param generator used by several threads at once
     * @return this
     */
    public RoomServiceBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /**
     * Opens the service.
     *
     * @return to be closed when it is not needed any more
     */
    public RoomService build() {
        Scheduler givenScheduler = scheduler;
        Executor givenExecutor = executor;
        // Starts no thread unless one is missing.
        ServiceThreads threads = new ServiceThreads();
        Executor workers = givenExecutor == null ? threads : givenExecutor;
        RoomLimits limits = limits();
        ServiceConfig config = new ServiceConfig(
                ticker,
                givenScheduler == null ? threads : givenScheduler,
                workers,
                new Hashing(workers),
                givenExecutor == null ? threads.senders() : givenExecutor,
                random,
                clock,
                limits,
                new NameRules(limits.nameLength()),
                policy,
                filter,
                filterLimit,
                editWindow,
                banAddresses,
                new SendGate(),
                framesPerSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(framesPerSecond),
                busyAfter,
                reconnectGrace,
                emptyGrace,
                codeRest,
                codeLength,
                codes,
                List.copyOf(listeners),
                meters.guarded());
        RoomLog kept = log == null ? new MemoryRoomLog(clock, random, limits) : log;
        return new RoomDirectory(config, kept, threads);
    }

    private static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is zero or more, not " + value);
        }
        return value;
    }
}
