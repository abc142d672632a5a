package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question that may stay without an answer, put once for all who want to know: nobody loads a server by asking how it is.
 * Thread-safe.
 */
final class Probe {
    /** How long an answer may take. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long an answer holds. */
    static final Duration KEPT = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private final String what;
    private final Supplier<CompletionStage<@Nullable Void>> question;
    private final Scheduler scheduler;
    private final LongSupplier ticker;

    // Guarded by this.
    private @Nullable CompletableFuture<Boolean> answer;
    private long asked;
    private boolean wasUp = true;

    /**
     * @param what an adjective, for the log
     * @param question completes if all is well, and exceptionally or not at all if not
     */
    Probe(String what, Supplier<CompletionStage<@Nullable Void>> question, Scheduler scheduler, LongSupplier ticker) {
        this.what = what;
        this.question = question;
        this.scheduler = scheduler;
        this.ticker = ticker;
    }

    /** Whether all is well. Completes within {@link #PATIENCE}, if there is a timer that goes. */
    synchronized CompletionStage<Boolean> ask() {
        long now = ticker.getAsLong();
        CompletableFuture<Boolean> last = answer;
        if (last != null && !last.isDone()) {
            // Nobody waits longer than the first, also where the timer itself is stuck.
            return now - asked < PATIENCE.toNanos() ? last : CompletableFuture.completedStage(false);
        } else if (last != null && now - asked < KEPT.toNanos()) {
            return last;
        }
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        asked = now;
        answer = next;
        put(next);
        return next;
    }

    private void put(CompletableFuture<Boolean> next) {
        Scheduled limit = scheduler.schedule(
                () -> end(next, new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s")), PATIENCE);
        CompletionStage<@Nullable Void> answered;
        try {
            answered = question.get();
        } catch (RuntimeException e) {
            answered = CompletableFuture.failedStage(e);
        }
        answered.whenComplete((well, failure) -> {
            limit.cancel();
            end(next, failure);
        });
    }

    private void end(CompletableFuture<Boolean> ended, @Nullable Throwable failure) {
        boolean up = failure == null;
        if (!ended.complete(up)) {
            return;
        }
        boolean changed;
        synchronized (this) {
            changed = up != wasUp;
            wasUp = up;
        }
        if (changed && up) {
            LOG.log(Level.INFO, "The server is {0} again", what);
        } else if (changed) {
            LOG.log(Level.WARNING, "The server is not " + what, failure);
        }
    }
}
