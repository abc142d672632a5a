package io.github.liveroom.chat.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Waits for what tests wait for: long enough for the slowest machine, not for ever. */
final class Stages {
    static final long SECONDS = 30;

    private Stages() {}

    /** Does something in many threads that begin at the same moment. */
    static <T> List<T> together(int threads, IntFunction<Callable<T>> each) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<CompletableFuture<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Callable<T> task = each.apply(i);
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await(SECONDS, TimeUnit.SECONDS);
                                return task.call();
                            } catch (Exception e) {
                                throw new CompletionException(e);
                            }
                        },
                        pool));
            }
            return running.stream().map(Stages::await).toList();
        } finally {
            pool.shutdownNow();
        }
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not done after " + SECONDS + " seconds", e);
        }
    }
}
