package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Visitor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Asks the host whose token it is that a client shows, on threads that may wait: those of rooms may not. Thread-safe. */
public final class Tokens {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Authenticator authenticator;
    private final Executor threads;

    /**
     * Asks nothing yet.
     *
     * @param authenticator the host's
     * @param threads run what may block
     */
    public Tokens(Authenticator authenticator, Executor threads) {
        this.authenticator = authenticator;
        this.threads = threads;
    }

    /** Whether the host goes by tokens at all. */
    boolean areTaken() {
        return authenticator.takesTokens();
    }

    /**
     * @param then told who it is, or {@code UNAUTHORIZED}, or {@code UNAVAILABLE} if the host could not say; now or later
     */
    void verify(String token, Consumer<Outcome<Visitor>> then) {
        threads.execute(() -> then.accept(judge(token)));
    }

    /**
     * What the host's code has thrown, without its message: that is not ours, and may quote what a client showed.
     *
     * @param thrown by an authenticator
     * @return its class, and where it comes from
     */
    public static String described(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private Outcome<Visitor> judge(String token) {
        Optional<Visitor> found;
        try {
            found = authenticator.verify(token);
        } catch (RuntimeException | Error e) { // such as one that a class is missing: the client waits for its answer
            LOG.log(Level.ERROR, "The host''s authenticator failed: a token is refused; {0}", described(e));
            return Outcome.refused(Refusal.UNAVAILABLE, "token: the host did not say whose it is", RETRY_AFTER);
        }
        return found.map(Outcome::ok)
                .orElseGet(() -> Outcome.refused(Refusal.UNAUTHORIZED, "token: none that the host takes"));
    }
}
