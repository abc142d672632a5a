package io.github.liveroom.chat.jakarta;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the gateway logs, kept from the console, for tests that provoke it on purpose. For one thread. */
final class CapturedLog extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger("io.github.liveroom.chat.jakarta");

    final List<LogRecord> records = new ArrayList<>();

    CapturedLog() {
        this(Level.INFO);
    }

    /** What is logged from that level on. */
    CapturedLog(Level from) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(from);
        LOGGER.addHandler(this);
    }

    /** The messages so far, without what belongs into them. */
    List<String> lines() {
        return records.stream()
                .map(each -> each.getLevel() + " " + each.getMessage())
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setLevel(null);
        LOGGER.setUseParentHandlers(true);
    }
}
