package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.session.Carrier;
import io.github.liveroom.chat.jakarta.session.Conversation;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.Utf8;
import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket session as a {@link Carrier}. Reads messages in pieces, so that the limit is ours and the same on every
 * container, and their buffers may be small.
 *
 * <p>The container calls the reading methods one after the other.
 */
final class WebSocketCarrier implements Carrier {
    /** Where the handshake leaves a {@link Handshake} for the endpoint. */
    static final String HANDSHAKE = Handshake.class.getName();

    /** How long a closing handshake may take: the close frame can stand behind a pipe that is full. In milliseconds. */
    private static final long CUT_AFTER = 2000;

    /** How long Tomcat waits with a close frame for a frame that is under way; 20 seconds if nobody says otherwise. */
    private static final String TOMCAT_BLOCKING_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** The same for a close frame of any code but 1000; 50 milliseconds, and then the client sees a 1006 in place of our code. */
    private static final String TOMCAT_CLOSE_SEND_TIMEOUT =
            "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

    /**
     * How long Tomcat keeps a session, and with it the whole application if that was stopped, for a client that does not answer
     * its close frame; 30 seconds if nobody says otherwise. It looks every ten seconds.
     */
    private static final String TOMCAT_CLOSE_TIMEOUT = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    private static final int MAX_REASON_BYTES = 123;
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private final Session session;
    private final @Nullable TomcatTexts tomcat;
    private final ChatGateway gateway;
    private boolean closing; // guarded by this

    /** The message so far, if it comes in pieces. */
    private @Nullable StringBuilder frame;

    private int frameBytes;
    private final Conversation conversation;

    private WebSocketCarrier(Session session, ChatGateway gateway, Handshake handshake) {
        this.session = session;
        this.tomcat = TomcatTexts.to(session.getAsyncRemote());
        this.gateway = gateway;
        // Ours is better informed: it asks for signs of life itself.
        session.setMaxIdleTimeout(0);
        // So is the queue about who reads too slowly, and Tomcat keeps a sorted set of all frames with a timeout.
        session.getAsyncRemote().setSendTimeout(0);
        session.getUserProperties().put(TOMCAT_BLOCKING_TIMEOUT, CUT_AFTER);
        session.getUserProperties().put(TOMCAT_CLOSE_SEND_TIMEOUT, CUT_AFTER);
        session.getUserProperties().put(TOMCAT_CLOSE_TIMEOUT, CUT_AFTER);
        // Messages come in parts, so a smaller buffer does; and Tomcat sets one of just this size aside for each
        // connection.
        session.setMaxTextMessageBufferSize(Math.min(session.getMaxTextMessageBufferSize(), maxFrame()));
        this.conversation = gateway.connections().open(this, handshake);
    }

    static WebSocketCarrier open(Session session, ChatGateway gateway, @Nullable Object handshake) {
        return new WebSocketCarrier(session, gateway, handshake instanceof Handshake known ? known : Handshake.UNKNOWN);
    }

    @Override
    public void send(String text, Consumer<@Nullable Throwable> sent) {
        SendHandler handler = result -> sent.accept(result.isOK() ? null : failure(result));
        try {
            if (tomcat == null) {
                session.getAsyncRemote().sendText(text, handler);
            } else {
                tomcat.send(text, handler);
            }
        } catch (RuntimeException e) {
            // Tomcat throws at once when the session is closed.
            sent.accept(e);
        }
    }

    private static Throwable failure(SendResult result) {
        Throwable exception = result.getException();
        return exception == null ? new IOException("the container could not send") : exception;
    }

    @Override
    public void close(int code, String reason) {
        if (beginClosing()) {
            // The caller may be a room, and the close frame may have to wait for a reader.
            gateway.threads().closers().execute(() -> closeNow(code, reason));
        }
    }

    private synchronized boolean beginClosing() {
        boolean first = !closing;
        closing = true;
        return first;
    }

    private void closeNow(int code, String reason) {
        gateway.connections().scheduler().schedule(this::cut, Duration.ofMillis(CUT_AFTER));
        try {
            session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), limited(reason)));
        } catch (IOException | RuntimeException e) {
            // It is closed already, or as good as.
            LOG.log(Level.DEBUG, "A connection could not be closed in order", e);
        }
        cut(); // the timer is no help to whoever is sent away because the gateway closes
    }

    /**
     * Jetty never ends a session whose client does not read, unless it is idle for too long. Said before the session is
     * closed, it would end one that has been quiet for that long with a 1001 of its own in place of our code.
     */
    private void cut() {
        try {
            session.setMaxIdleTimeout(CUT_AFTER);
        } catch (RuntimeException e) {
            // It is closed, as nearly always.
        }
    }

    private static String limited(String reason) {
        return Utf8.length(reason) <= MAX_REASON_BYTES ? reason : "";
    }

    private int maxFrame() {
        return gateway.connections().rules().frame();
    }

    void text(String part, boolean last) {
        int maxFrame = maxFrame();
        if (frameBytes > maxFrame) {
            return;
        }
        frameBytes = (int) Math.min(Integer.MAX_VALUE, (long) frameBytes + Utf8.length(part));
        if (frameBytes > maxFrame) {
            frame = null;
            conversation.violated(CloseCode.TOO_BIG, "a frame has at most " + maxFrame + " bytes");
            return;
        }
        if (!last) {
            frame = frame == null ? new StringBuilder() : frame;
            frame.append(part);
            return;
        }
        String whole = frame == null ? part : frame.append(part).toString();
        frame = null;
        frameBytes = 0;
        conversation.frame(whole);
    }

    void binary() {
        conversation.violated(CloseCode.NOT_TEXT, "the protocol is text");
    }

    void closed(CloseReason reason) {
        beginClosing();
        conversation.closed(reason.getCloseCode().getCode());
    }
}
