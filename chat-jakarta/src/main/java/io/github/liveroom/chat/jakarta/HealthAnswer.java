package io.github.liveroom.chat.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The answer to whoever asked how the server is, as soon as that is known. No thread waits for it. */
final class HealthAnswer implements AsyncListener {
    /** Only if no timer of ours goes any more; then the container's has to. */
    private static final Duration PATIENCE = Probe.PATIENCE.multipliedBy(2);

    private final AsyncContext context;
    private final AtomicBoolean given = new AtomicBoolean();

    private HealthAnswer(AsyncContext context) {
        this.context = context;
    }

    static void later(AsyncContext context, CompletionStage<Boolean> up) {
        HealthAnswer answer = new HealthAnswer(context);
        context.setTimeout(PATIENCE.toMillis());
        context.addListener(answer);
        up.thenAccept(answer::give);
    }

    static void write(HttpServletResponse response, boolean up) {
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        try {
            response.getWriter().print(up ? "{\"status\":\"up\"}" : "{\"status\":\"down\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void give(boolean up) {
        if (given.compareAndSet(false, true)) {
            try {
                write((HttpServletResponse) context.getResponse(), up);
                context.complete();
            } catch (RuntimeException e) {
                // It has ended already.
            }
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        give(false);
    }

    @Override
    public void onError(AsyncEvent event) {
        given.set(true);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        given.set(true);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
