package io.github.liveroom.chat.jakarta.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps what is sent. Calls back at once, or, while it {@linkplain #hold() holds}, when it is told to. Complains about a
 * frame that comes while another is under way. Not thread-safe.
 */
public final class FakeCarrier implements Carrier {
    private final List<String> frames = new ArrayList<>();
    private boolean holding;
    private Consumer<Throwable> underWay;
    private Integer closeCode;
    private String closeReason;
    private int closeCalls;
    private Runnable whenClosed = () -> {};

    @Override
    public void send(String frame, Consumer<Throwable> sent) {
        if (underWay != null) {
            throw new AssertionError("a frame is sent while another is under way: " + frame);
        } else if (closeCode != null) {
            throw new AssertionError("a frame is sent after the end: " + frame);
        }
        frames.add(frame);
        underWay = sent;
        if (!holding) {
            sent(null);
        }
    }

    @Override
    public void close(int code, String reason) {
        closeCalls++;
        if (closeCode == null) {
            closeCode = code;
            closeReason = reason;
            whenClosed.run();
        }
    }

    /** Run by whoever closes it. */
    public void whenClosed(Runnable run) {
        whenClosed = run;
    }

    /** From now on nothing is sent until {@link #release()}. */
    public FakeCarrier hold() {
        holding = true;
        return this;
    }

    /** Everything goes out again, what is under way too. */
    public void release() {
        holding = false;
        if (underWay != null) {
            sent(null);
        }
    }

    /** The frame that is under way has been sent; the next one is held again. */
    public void sendOne() {
        sent(null);
    }

    /** The frame that is under way could not be sent. */
    public void fail() {
        sent(new java.io.IOException("the network is down"));
    }

    private void sent(Throwable failure) {
        Consumer<Throwable> callback = underWay;
        underWay = null;
        callback.accept(failure);
    }

    /** All frames so far. */
    public List<String> frames() {
        return List.copyOf(frames);
    }

    /** The lines of all frames since this was last called. */
    public List<String> takeLines() {
        List<String> lines = frames.stream()
                .flatMap(frame -> List.of(frame.split("\n")).stream())
                .toList();
        frames.clear();
        return lines;
    }

    /** With which code the connection was closed; null if it is open. */
    public Integer closeCode() {
        return closeCode;
    }

    /** The reason that went with the code. */
    public String closeReason() {
        return closeReason;
    }

    /** How often somebody asked for the end. */
    public int closeCalls() {
        return closeCalls;
    }
}
