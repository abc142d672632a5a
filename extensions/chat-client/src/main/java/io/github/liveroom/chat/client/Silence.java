package io.github.liveroom.chat.client;

import io.github.liveroom.chat.client.Alarms.Alarm;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that the server is not there any more although nobody said so: for longer than its pings are apart nothing was heard,
 * or nothing at all came back when something was asked. On the strand.
 */
final class Silence {
    /** A command is answered at once; when nothing at all comes, the network is gone, and its end went unnoticed. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(7);

    private static final long PING_SLACK_MS = 10_000;
    private static final long ASSUMED_PING_MS = 25_000;

    private final Alarms alarms;
    private final LongSupplier ticker;
    private final Unanswered unanswered;
    private final Telling telling;
    private final Runnable tooLong;
    private long pingMs;
    private long heardAt;
    private Alarm pings = Alarm.none();
    private Alarm answers = Alarm.none();

    /** @param tooLong run when the link is to be given up */
    Silence(Alarms alarms, LongSupplier ticker, Unanswered unanswered, Telling telling, Runnable tooLong) {
        this.alarms = alarms;
        this.ticker = ticker;
        this.unanswered = unanswered;
        this.telling = telling;
        this.tooLong = tooLong;
    }

    /** The server has greeted, and said how often it pings. */
    void watch(Fields hello) {
        pingMs = hello.number("pingMs", ASSUMED_PING_MS);
        watchPings();
    }

    /** Something came. */
    void heard() {
        heardAt = ticker.getAsLong();
    }

    /** An answer is waited for from now on. */
    void asked() {
        if (!answers.isOn()) {
            answers = alarms.set(ANSWER_WITHIN, this::watchAnswers);
        }
    }

    void end() {
        pings.cancel();
        answers.cancel();
    }

    private void watchPings() {
        long left = heardAt + (pingMs + PING_SLACK_MS) * 1_000_000 - ticker.getAsLong();
        if (left <= 0) {
            tooLong.run();
        } else {
            pings = alarms.set(Duration.ofNanos(left), this::watchPings);
        }
    }

    /** While something is heard the server is there, and has its time; while nothing is read it cannot be told. */
    private void watchAnswers() {
        if (unanswered.isEmpty()) {
            return;
        }
        long since = unanswered.since();
        long silent = ticker.getAsLong() - (heardAt - since > 0 ? heardAt : since);
        long left = ANSWER_WITHIN.toNanos() - (telling.isBehind() ? 0 : silent);
        if (left <= 0) {
            tooLong.run();
        } else {
            answers = alarms.set(Duration.ofNanos(left), this::watchAnswers);
        }
    }
}
