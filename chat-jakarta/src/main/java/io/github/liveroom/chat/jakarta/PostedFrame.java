package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.StreamCarrier.Taken;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A frame that is on its way in the body of a request, and its answer. Holds at most a frame's bytes; waits for them without
 * a thread, and not for ever.
 *
 * <p>The container calls one method at a time.
 */
final class PostedFrame implements ReadListener, AsyncListener {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 4 * 1024;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final StreamCarrier stream;
    private final int maxBytes;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private final AtomicBoolean over = new AtomicBoolean();

    private PostedFrame(AsyncContext context, StreamCarrier stream, int maxBytes) throws IOException {
        this.context = context;
        this.in = context.getRequest().getInputStream();
        this.stream = stream;
        this.maxBytes = maxBytes;
    }

    /** Reads a frame for which {@link StreamCarrier#postBegins} was true. */
    static void read(AsyncContext context, StreamCarrier stream, int maxBytes) throws IOException {
        PostedFrame frame = new PostedFrame(context, stream, maxBytes);
        context.setTimeout(PATIENCE.toMillis());
        context.addListener(frame);
        frame.in.setReadListener(frame);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] part = new byte[AT_ONCE];
        while (!over.get() && in.isReady()) {
            int length = in.read(part);
            if (length < 0) {
                return;
            }
            body.write(part, 0, length);
            if (body.size() > maxBytes) {
                end(stream.tooLarge());
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (!over.get()) {
            end(stream.take(body.toByteArray()));
        }
    }

    private void end(Taken taken) {
        over();
        answer((HttpServletResponse) context.getResponse(), taken);
        context.complete();
    }

    static void answer(HttpServletResponse response, Taken taken) {
        response.setStatus(taken.status());
        Duration wait = taken.retryAfter();
        if (wait != null) {
            // Rounded up: who waits that long is not to come too early.
            response.setHeader(
                    "Retry-After", Long.toString(wait.plusNanos(999_999_999).toSeconds()));
        }
        if (taken.status() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            // The rest of it is not worth reading.
            response.setHeader("Connection", "close");
        }
    }

    @Override
    public void onError(Throwable why) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ((HttpServletResponse) context.getResponse()).setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    private void end() {
        over();
        try {
            context.complete();
        } catch (RuntimeException e) {
            // It has ended already.
        }
    }

    /** Before the answer goes: whoever has read it may post again. */
    private void over() {
        if (over.compareAndSet(false, true)) {
            stream.postEnded();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
