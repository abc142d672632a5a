package io.github.liveroom.chat.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many rooms send at a time: as many as there are processors. More would only slow each other down, while a room that
 * waits gathers what happens meanwhile, and so needs fewer frames the more there is to do. Thread-safe.
 */
public final class SendGate {
    private final int most = Runtime.getRuntime().availableProcessors();
    private final AtomicInteger sending = new AtomicInteger();

    /** Nobody sends yet. */
    public SendGate() {}

    /** Whether a room may send now; if so, {@link #leave} has to follow. */
    boolean tryEnter() {
        if (sending.incrementAndGet() <= most) {
            return true;
        }
        sending.decrementAndGet();
        return false;
    }

    /** Without asking: for those whose turn has come. */
    void enter() {
        sending.incrementAndGet();
    }

    void leave() {
        sending.decrementAndGet();
    }
}
