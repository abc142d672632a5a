package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of telling something to many rooms.
 *
 * @param untold how many rooms refused it, failed, or had not answered in time; rooms that have closed meanwhile do not count
 * @param why the first of them, or null if there is none
 */
record Announcement(int untold, @Nullable Refused<Answer.Done> why) {
    /** So many rooms are told at a time. */
    static final int TURN = 100;

    private static final Refused<Answer.Done> LATE = new Refused<>(Refusal.UNAVAILABLE, "it took too long", null);
    private static final Refused<Answer.Done> FAILED = new Refused<>(Refusal.INTERNAL, "the room failed", null);

    /**
     * Tells every room, whatever becomes of it in others.
     *
     * @param patience how long the answers of one turn are waited for; after a late one half as long, so that all of them
     *     together take no more than twice as long
     */
    static <R> Announcement to(
            List<R> rooms, Function<R, CompletionStage<Outcome<Answer.Done>>> tell, Duration patience) {
        int untold = 0;
        Refused<Answer.Done> why = null;
        Duration left = patience;
        for (int from = 0; from < rooms.size(); from += TURN) {
            List<CompletableFuture<Outcome<Answer.Done>>> told =
                    rooms.subList(from, Math.min(from + TURN, rooms.size())).stream()
                            .map(room -> tell.apply(room).toCompletableFuture().exceptionally(failure -> FAILED))
                            .toList();
            left = haveAnswered(told, left) ? left : left.dividedBy(2);
            for (CompletableFuture<Outcome<Answer.Done>> each : told) {
                if (each.getNow(LATE) instanceof Refused<Answer.Done> refused
                        && AdminWords.statusOf(refused) != HttpServletResponse.SC_NOT_FOUND) {
                    untold++;
                    why = why == null ? refused : why;
                }
            }
        }
        return new Announcement(untold, why);
    }

    private static boolean haveAnswered(List<? extends CompletableFuture<?>> told, Duration patience) {
        try {
            CompletableFuture.allOf(told.toArray(CompletableFuture[]::new))
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is stopping: no other turn is waited for either
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a failure is an answer too", e);
        }
    }
}
