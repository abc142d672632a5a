package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast frames and their lines may come, good ones and bad ones: lines several times as fast as commands, since whoever is
 * faster than that is closed. One object rather than a {@link TokenBucket} for each, since every connection has one. Thread-safe.
 */
final class Pace {
    /** So many times as many lines as commands are allowed before the connection is closed. */
    private static final int ABUSE = 4;

    /** What a client is told to wait at least; who comes back sooner has not listened. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /**
     * The same for all connections.
     *
     * @param commands how fast commands may come that are carried out
     * @param lines how fast lines may come
     * @param bytes how fast the bytes of frames may come
     * @param waits how often somebody may be told to wait
     * @param ticker nanoseconds that never go back
     */
    record Rates(Rate commands, Rate lines, Rate bytes, Rate waits, LongSupplier ticker) {
        static Rates of(Rules rules, LongSupplier ticker) {
            Duration perCommand = Duration.ofSeconds(1).dividedBy(rules.commandsPerSecond());
            int burst = (int) Math.min(Integer.MAX_VALUE, (long) ABUSE * rules.commandsBurst());
            long bytes = (long) Math.max(rules.commandsBurst(), rules.unacked()) * rules.frame();
            return new Rates(
                    Rate.of(rules.commandsBurst(), perCommand),
                    Rate.of(burst, perCommand.dividedBy(ABUSE)),
                    Rate.of(
                            (int) Math.min(Integer.MAX_VALUE, bytes),
                            Duration.ofSeconds(1).dividedBy(rules.bytesPerSecond())),
                    Rate.of(ABUSE, WAIT),
                    ticker);
        }
    }

    private final Rates rates;

    // When each of the rates would be there in full again. Guarded by this.
    private long commandsFullAt;
    private long staysFullAt;
    private long linesFullAt;
    private long bytesFullAt;
    private long waitsFullAt;

    Pace(Rates rates) {
        this.rates = rates;
        this.commandsFullAt = now();
        this.staysFullAt = commandsFullAt;
        this.linesFullAt = commandsFullAt;
        this.bytesFullAt = commandsFullAt;
        this.waitsFullAt = commandsFullAt;
    }

    private long now() {
        return rates.ticker().getAsLong();
    }

    /**
     * Counts a frame; false if those before it were too much. The last one may be as large as any: to say before it is read that
     * it is too large would need its size.
     */
    synchronized boolean takeFrame(int bytes) {
        long now = now();
        boolean allowed = rates.bytes().missing(bytesFullAt, now) <= 0;
        bytesFullAt = allowed ? rates.bytes().afterMore(bytesFullAt, now, bytes) : bytesFullAt;
        return allowed;
    }

    /** Counts a line; false if it is one too many. */
    synchronized boolean take() {
        long now = now();
        boolean allowed = rates.lines().missing(linesFullAt, now) <= 0;
        linesFullAt = allowed ? rates.lines().afterOneMore(linesFullAt, now) : linesFullAt;
        return allowed;
    }

    /**
     * Counts a command if it may be carried out: null, else how long to wait. As with frames, the last one may be as dear as any.
     *
     * @param cost as so many of the usual ones
     */
    synchronized @Nullable Duration takeCommand(int cost) {
        long now = now();
        long wait = rates.commands().missing(commandsFullAt, now);
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        commandsFullAt = rates.commands().afterMore(commandsFullAt, now, cost);
        return null;
    }

    /**
     * Counts a join or a leave if it may be carried out: null, else how long to wait. As fast as commands, and counted by
     * themselves: whoever comes back to many rooms has all commands left.
     */
    synchronized @Nullable Duration takeStay() {
        long now = now();
        long wait = rates.commands().missing(staysFullAt, now);
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        staysFullAt = rates.commands().afterOneMore(staysFullAt, now);
        return null;
    }

    /** Null if a frame of a line may come, else how long to wait. */
    synchronized @Nullable Duration retryAfter() {
        long now = now();
        long wait =
                Math.max(rates.lines().missing(linesFullAt, now), rates.bytes().missing(bytesFullAt, now));
        return wait > 0 ? Duration.ofNanos(Math.max(wait, WAIT.toNanos())) : null;
    }

    /** Counts that somebody was told to wait; true if that was so too often. */
    synchronized boolean isIgnored() {
        long now = now();
        boolean ignored = rates.waits().missing(waitsFullAt, now) > 0;
        waitsFullAt = ignored ? waitsFullAt : rates.waits().afterOneMore(waitsFullAt, now);
        return ignored;
    }
}
