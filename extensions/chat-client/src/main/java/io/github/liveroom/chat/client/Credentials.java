package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.client.Alarms.Alarm;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows the server tokens that say whose connection it is: before anything else, and the next one before the last is over. On the
 * strand, like the connection.
 */
final class Credentials {
    private static final Set<Refusal> FINAL = Set.of(Refusal.UNAUTHORIZED, Refusal.FORBIDDEN, Refusal.BAD_REQUEST);
    private static final Duration AT_LEAST = Duration.ofSeconds(1);
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.client");

    private final Connection connection;
    private final @Nullable Supplier<? extends CompletionStage<String>> source;
    private Alarm renewal = Alarm.none();
    private int round;
    private long greetedAt;
    private long timeThen;
    private @Nullable Long until;

    /**
     * @param source gives a token, or null if there are none
     */
    Credentials(Connection connection, @Nullable Supplier<? extends CompletionStage<String>> source) {
        this.connection = connection;
        this.source = source;
    }

    /** A link is open. */
    void begin(Fields hello, Runnable known) {
        stop();
        if (source == null || !(hello.map().get("features") instanceof List<?> all && all.contains("auth"))) {
            known.run();
            return;
        }
        greetedAt = connection.now();
        timeThen = hello.number("time", 0);
        show(source, known);
    }

    /** There is no link any more. */
    void stop() {
        round++;
        renewal.cancel();
        until = null;
    }

    /**
     * @param known run when the server has taken the first; null for all others
     */
    private void show(Supplier<? extends CompletionStage<String>> tokens, @Nullable Runnable known) {
        int mine = round;
        CompletionStage<String> next;
        try {
            next = tokens.get();
        } catch (RuntimeException e) {
            next = CompletableFuture.failedStage(e);
        }
        next.whenComplete((token, failure) -> connection.strand().execute(() -> {
            if (mine != round) {
                return; // the link was given up
            } else if (token == null) {
                // What it says may quote a token.
                String why = failure == null ? "null" : failure.getClass().getName();
                LOG.log(Level.WARNING, "There is no token for the chat server: {0}", why);
                failed(tokens, known);
            } else {
                connection.say("auth", Map.of("token", token), answer -> {
                    if (mine == round) {
                        answered(tokens, known, answer);
                    }
                });
            }
        }));
    }

    private void answered(
            Supplier<? extends CompletionStage<String>> tokens, @Nullable Runnable known, Answered answer) {
        if (answer instanceof Answered.Done done) {
            until = done.fields().number("until");
            renew(tokens);
            if (known != null) {
                known.run();
            }
        } else if (known != null
                && answer instanceof Answered.Refused refused
                && FINAL.contains(refused.why().refusal())) {
            connection.closed(CloseCodes.NOT_AUTHORISED, "the token was refused");
        } else {
            failed(tokens, known);
        }
    }

    /** The first is tried again on another link, a later one on this, for as long as the last is good. */
    private void failed(Supplier<? extends CompletionStage<String>> tokens, @Nullable Runnable known) {
        if (known != null) {
            connection.rebuild();
        } else {
            renew(tokens);
        }
    }

    /** When four fifths of the time have gone, by the server's clock. */
    private void renew(Supplier<? extends CompletionStage<String>> tokens) {
        Long end = until;
        if (end != null) {
            long now = timeThen + Duration.ofNanos(connection.now() - greetedAt).toMillis();
            Duration wait = Duration.ofMillis((end - now) / 5 * 4);
            renewal = connection.alarms().set(wait.compareTo(AT_LEAST) < 0 ? AT_LEAST : wait, () -> show(tokens, null));
        }
    }
}
