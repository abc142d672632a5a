package io.github.liveroom.chat.jakarta.session;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a loop wait for an answer without a thread and without a recursion: if the answer came while the loop still handled
 * the question, the loop goes on; else the answer starts it again.
 */
final class Pause {
    private final Runnable resume;
    private final AtomicInteger passed = new AtomicInteger(1);

    Pause(Runnable resume) {
        this.resume = resume;
    }

    /** By the loop: there will be an answer. */
    void begin() {
        passed.set(0);
    }

    /** By the loop, last: whether it may go on. */
    boolean isOver() {
        return passed.getAndIncrement() == 1;
    }

    /** By the answer: last, and once. */
    void end() {
        if (passed.getAndIncrement() == 1) {
            resume.run();
        }
    }
}
