package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.spi.Meters;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about its commands, and how many answers it is still owed. An answer is sent with the queue's next
 * flush. Thread-safe.
 */
final class Answers {
    /** A client that does not wait for more answers than that is not read until it has half of them. */
    static final int MAX_OWED = 64;

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private final FrameQueue queue;
    private final Meters meters;
    private int owed; // guarded by this
    private @Nullable Pause tooMany; // guarded by this
    private @Nullable Runnable afterAll; // guarded by this

    Answers(FrameQueue queue, Meters meters) {
        this.queue = queue;
        this.meters = meters;
    }

    /** A room will answer, perhaps later. */
    synchronized void owe() {
        owed++;
    }

    /** Nothing more is to be asked while too much is owed: what a room is asked for waits there without a bound. */
    synchronized void waitIfTooMany(Pause pause) {
        if (owed > MAX_OWED) {
            pause.begin();
            tooMany = pause;
        }
    }

    /** The room has answered. */
    void paid() {
        Runnable then;
        Pause over = null;
        synchronized (this) {
            then = --owed == 0 ? afterAll : null;
            if (owed <= MAX_OWED / 2) {
                over = tooMany;
                tooMany = null;
            }
        }
        if (over != null) {
            over.end();
        }
        if (then != null) {
            then.run();
        }
    }

    /** Runs something when nothing is owed any more; nobody owes anything new from now on. */
    void afterAll(Runnable last) {
        synchronized (this) {
            if (owed > 0) {
                afterAll = last;
                return;
            }
        }
        last.run();
    }

    void add(long id, RoomFeed feed, Outcome<Answer> outcome) {
        if (outcome instanceof Outcome.Ok<Answer> ok) {
            queue.put(LineWriter.answer(id, feed.room(), ok.value(), ok.repeated(), feed.scope()));
        } else {
            refuse(id, outcome);
        }
    }

    void refuse(long id, Refusal refusal, String detail) {
        refuse(id, Outcome.refused(refusal, detail));
    }

    void refuseNotJoined(long id) {
        refuse(id, Refusal.NOT_JOINED, "room: this connection is not in it");
    }

    /** One line of the log for each, if somebody wants to see them: what was wrong, never what was sent. */
    void refuse(long id, Outcome<?> outcome) {
        Outcome.Refused<?> refused = (Outcome.Refused<?>) outcome;
        LOG.log(
                Level.DEBUG,
                "A command was refused: {0}, {1}",
                refused.refusal().name(),
                refused.detail());
        meters.refused(refused.refusal());
        queue.put(LineWriter.error(id, refused));
    }
}
