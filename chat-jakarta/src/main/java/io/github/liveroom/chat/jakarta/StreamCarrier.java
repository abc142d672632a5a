package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.session.Carrier;
import io.github.liveroom.chat.jakarta.session.Connections;
import io.github.liveroom.chat.jakarta.session.Conversation;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.EventStream;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.jakarta.wire.Ndjson;
import io.github.liveroom.chat.spi.Scheduler;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A response that does not end, as a {@link Carrier}: each frame an event. What the client sends comes with other requests, see
 * {@link #take}.
 *
 * <p>Thread-safe. It has no thread: {@link StreamWriter} says who writes.
 */
final class StreamCarrier implements Carrier, AsyncListener {
    /** How long the last line may take: it can stand behind a pipe that is full. */
    private static final Duration CUT_AFTER = Duration.ofSeconds(2);

    /** No container tells when a client has gone, unless something is written to it: twice, since the first is lost. */
    private static final Duration PROBE = Duration.ofSeconds(5);

    private static final int BROKEN = 1006;

    /** A client has one under way, and those before it that a network has not told us are lost. */
    private static final int MAX_POSTS = 4;

    /**
     * What becomes of a posted frame.
     *
     * @param status of HTTP
     * @param retryAfter how long to wait before the next, or null
     */
    record Taken(int status, @Nullable Duration retryAfter) {
        private static final int TOO_MANY_REQUESTS = 429;
        static final Taken YES = new Taken(HttpServletResponse.SC_NO_CONTENT, null);
        static final Taken BAD = new Taken(HttpServletResponse.SC_BAD_REQUEST, null);
        static final Taken NOBODY = new Taken(HttpServletResponse.SC_NOT_FOUND, null);
        static final Taken TOO_LARGE = new Taken(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, null);

        static final Taken SOON = later(Duration.ofSeconds(1));

        static Taken later(Duration wait) {
            return new Taken(TOO_MANY_REQUESTS, wait);
        }
    }

    private final AsyncContext context;
    private final Connections connections;
    private final Streams streams;
    private final Scheduler scheduler;
    private final String secret;
    private final int maxFrame;
    private final StreamWriter writer;
    private final Conversation conversation;

    /** The close code, or 0 while the connection is open. */
    private final AtomicInteger closed = new AtomicInteger();

    private final AtomicInteger posts = new AtomicInteger();
    /** Completes with the response. */
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private @Nullable Scheduled timer; // guarded by this; a probe or, later, the cut

    private StreamCarrier(AsyncContext context, ChatGateway gateway, Handshake handshake) throws IOException {
        this.context = context;
        this.connections = gateway.connections();
        this.streams = gateway.streams();
        this.scheduler = connections.scheduler();
        this.secret = streams.newSecret();
        this.maxFrame = gateway.connections().rules().frame();
        this.writer = new StreamWriter(context.getResponse().getOutputStream(), this::broken);
        this.conversation = gateway.connections().open(this, handshake.named(secret));
    }

    /**
     * Opens a connection.
     *
     * @param context whose response has its headers, and nothing else
     * @throws IOException if the container has no response any more
     */
    static void open(AsyncContext context, ChatGateway gateway, Handshake handshake) throws IOException {
        StreamCarrier stream = new StreamCarrier(context, gateway, handshake);
        stream.streams.began(stream.ended);
        context.addListener(stream);
        stream.streams.add(stream.secret, stream);
        if (stream.closed.get() != 0) {
            stream.streams.remove(stream.secret);
        }
        stream.schedule(stream::probe, PROBE);
        // Nothing is written before, not even hello: whoever reads the secret can use it.
        context.getResponse().getOutputStream().setWriteListener(stream.writer);
    }

    // ---------------------------------------------------------------- to the client

    @Override
    public void send(String frame, Consumer<@Nullable Throwable> sent) {
        writer.write(EventStream.event(frame), sent);
    }

    @Override
    public boolean isWebSocket() {
        return false;
    }

    @Override
    public void close(int code, String reason) {
        if (closed.compareAndSet(0, code)) {
            streams.remove(secret);
            schedule(this::cut, CUT_AFTER);

            writer.finish(EventStream.event(LineWriter.close(code, reason)), this::complete);
        }
    }

    private void probe() {
        if (closed.get() == 0) {
            schedule(this::probe, PROBE);
            writer.fill(EventStream.comment());
        }
    }

    private void cut() {
        if (ended.isDone()) {
            return;
        }
        writer.stop(new IOException("the client does not read"));
        try {
            StreamCut.cut(context, this::complete);
        } catch (IOException | RuntimeException e) {
            complete();
        }
    }

    private synchronized void schedule(Runnable task, Duration delay) {
        if (timer != null) {
            timer.cancel();
        }
        timer = ended.isDone() ? null : scheduler.schedule(task, delay);
    }

    // ---------------------------------------------------------------- from the client

    /** A frame is on its way, until {@link #postEnded}; false if too many are. */
    boolean postBegins() {
        boolean few = posts.incrementAndGet() <= MAX_POSTS;
        if (!few) {
            posts.decrementAndGet();
        }
        return few;
    }

    void postEnded() {
        posts.decrementAndGet();
    }

    /**
     * A frame was posted. What arrives at the same time comes one after the other, in no order.
     *
     * @param body its bytes
     * @return what to answer
     */
    Taken take(byte[] body) {
        Duration wait = conversation.retryAfter();
        if (wait != null) {
            return Taken.later(wait);
        }
        Ndjson posted = Ndjson.read(body);
        if (!conversation.frame(posted.frame())) {
            return Taken.NOBODY;
        } else if (closed.get() == CloseCode.TOO_MANY_COMMANDS.number()) {
            return Taken.SOON;
        }
        return posted.valid() ? Taken.YES : Taken.BAD;
    }

    /** A frame was, or is to be, larger than it may. */
    Taken tooLarge() {
        conversation.violated(CloseCode.TOO_BIG, "a frame has at most " + maxFrame + " bytes");
        return Taken.TOO_LARGE;
    }

    // ---------------------------------------------------------------- the end

    /** The client has gone: the container will say so again, or else is told. */
    private void broken(Throwable why) {
        if (closed.compareAndSet(0, BROKEN)) {
            streams.remove(secret);
            schedule(this::complete, CUT_AFTER);
        }
        conversation.closed(BROKEN);
    }

    /** From now on the response is somebody else's. */
    private void complete() {
        try {
            context.complete();
        } catch (RuntimeException e) {
            // It has ended already, or will when the container has done with an error.
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        writer.stop(new IOException("the response has ended"));
        synchronized (this) {
            ended.complete(null);
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable why = event.getThrowable();
        writer.stop(why == null ? new IOException("the container failed") : why);
        complete();
    }

    /** Never by the clock; but Tomcat says so of what is open when it stops an application. */
    @Override
    public void onTimeout(AsyncEvent event) {
        conversation.violated(CloseCode.GOING_AWAY, connections.farewell());
        writer.stop(new IOException("the container stops"));
        complete();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
