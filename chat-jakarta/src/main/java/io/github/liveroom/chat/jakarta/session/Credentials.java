package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who a connection's client is, as it has shown in the handshake or with a token since; and the end of the connection when that
 * is over. Thread-safe.
 */
final class Credentials {
    /** Clocks are put right, and the one of the timer stands still while the machine sleeps. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final Connections hub;
    private final Conversation conversation;
    private final Feeds feeds;
    private volatile Handshake handshake; // written under the lock
    private boolean stopped; // guarded by this, like what is below
    private @Nullable Scheduled end;

    /**
     * @param feeds the rooms that the connection is in
     */
    Credentials(Connections hub, Conversation conversation, Handshake handshake, Feeds feeds) {
        this.hub = hub;
        this.conversation = conversation;
        this.handshake = handshake;
        this.feeds = feeds;
    }

    /** As of now. */
    Visitor visitor() {
        return handshake.visitor();
    }

    String address() {
        return handshake.address();
    }

    Handshake handshake() {
        return handshake;
    }

    /** Whether the client has to show a token before anything else. */
    boolean areAwaited() {
        return handshake.awaited();
    }

    /** From now on the connection ends with its client's pass. */
    void start() {
        if (visitor().pass() != null) {
            look();
        }
    }

    /** The connection has ended. Gives who it was at last. */
    synchronized Handshake stop() {
        stopped = true;
        cancel();
        return handshake;
    }

    private void cancel() {
        if (end != null) {
            end.cancel();
            end = null;
        }
    }

    /** Comes back here until the pass is over. */
    private void look() {
        synchronized (this) {
            cancel();
            Pass pass = handshake.visitor().pass();
            Instant until = pass == null ? null : pass.until();
            if (stopped || until == null) {
                return;
            }
            Instant now = hub.clock().instant();
            if (now.isBefore(until)) {
                Duration left = Duration.between(now, until);
                end = hub.scheduler().schedule(this::look, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
                return;
            }
        }
        conversation.close(CloseCode.NOT_AUTHORISED, "the pass is over");
    }

    /**
     * The client has shown a token.
     *
     * @param shown whose it is
     * @return what the visitor is given by it, or why it is not taken: then everything stays as it was
     */
    Outcome<Pass> take(Visitor shown) {
        Pass pass = shown.pass() == null ? new Pass(null, null) : shown.pass();
        Visitor before = visitor();
        boolean same = Objects.equals(before.identity(), shown.identity());
        if (pass.isOver(hub.clock().instant())) {
            return Outcome.refused(Refusal.UNAUTHORIZED, "token: it is over");
        } else if (!same && (before.identity() != null || feeds.size() > 0)) {
            return Outcome.refused(Refusal.FORBIDDEN, "token: it is somebody else's");
        } else if (!feeds.all().stream().allMatch(feed -> pass.admits(feed.room()))) {
            return Outcome.refused(Refusal.FORBIDDEN, "token: not for a room that the connection is in");
        }
        boolean hasPlace = true;
        synchronized (this) {
            if (!stopped) {
                Handshake after = handshake.shownBy(shown.at(before.address()));
                hasPlace = same || hub.becomes(conversation, handshake, after);
                handshake = hasPlace ? after : handshake;
            }
        }
        if (!hasPlace) {
            conversation.close(CloseCode.TOO_MANY_CONNECTIONS, "");
            return Outcome.refused(Refusal.FORBIDDEN, "token: its owner has too many connections");
        }
        look();
        return Outcome.ok(pass);
    }
}
