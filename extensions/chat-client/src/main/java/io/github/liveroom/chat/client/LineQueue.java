package io.github.liveroom.chat.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Lines on their way out: one frame is under way at a time, and what gathers meanwhile goes with the next. On the strand. */
final class LineQueue {
    /** What every server takes. */
    static final int FRAME_BYTES = 65_536;

    private final Executor strand;
    private final Function<String, ? extends CompletionStage<?>> transmit;
    private final Runnable failed;
    private final Queue<String> lines = new ArrayDeque<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private int frameBytes = FRAME_BYTES;
    private boolean transmitting;
    private boolean draining;

    /** {@code failed} is told when a frame could not be sent; nothing is sent after. */
    LineQueue(Executor strand, Function<String, ? extends CompletionStage<?>> transmit, Runnable failed) {
        this.strand = strand;
        this.transmit = transmit;
        this.failed = failed;
    }

    void frameBytes(int most) {
        frameBytes = most;
    }

    void add(String line) {
        lines.add(line);
        pump();
    }

    /** Completes when everything that was added is sent; at no time if it cannot be. */
    CompletionStage<Void> drained() {
        draining = true;
        pump();
        return drained;
    }

    private void pump() {
        if (transmitting) {
            return;
        }
        String line = lines.poll();
        if (line == null) {
            if (draining) {
                drained.complete(null);
            }
            return;
        }
        transmitting = true;
        transmit.apply(frame(line)).whenCompleteAsync((done, failure) -> sent(failure == null), strand);
    }

    private String frame(String first) {
        StringBuilder frame = new StringBuilder(first);
        int bytes = bytes(first);
        for (String next = lines.peek(); next != null; next = lines.peek()) {
            bytes += 1 + bytes(next);
            if (bytes > frameBytes) {
                break;
            }
            frame.append('\n').append(next);
            lines.remove();
        }
        return frame.toString();
    }

    private void sent(boolean well) {
        if (well) {
            transmitting = false;
            pump();
        } else {
            failed.run();
        }
    }

    static int bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }
}
