package io.github.liveroom.chat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the core logs, kept from the console, for tests that provoke it on purpose. Closing it lets the console have it again. */
public final class CapturedLog extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("io.github.liveroom.chat");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public CapturedLog() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(this);
    }

    /** The messages so far, without what was thrown. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
