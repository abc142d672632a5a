package io.github.liveroom.tests.proxies;

import io.github.liveroom.chat.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long something may take before it counts as never coming. */
final class Wait {
    private static final long SECONDS = 60;

    private Wait() {}

    static <T> T forResult(CompletableFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    static <T> T forSuccess(CompletableFuture<Outcome<T>> future) {
        return forResult(future).orElseThrow();
    }
}
