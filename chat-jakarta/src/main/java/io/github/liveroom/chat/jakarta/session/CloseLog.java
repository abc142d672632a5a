package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log why clients are closed, where an operator may have something to do about it: a line a minute for each code,
 * with how many there were, for whoever can connect could fill the disk otherwise. Thread-safe.
 */
final class CloseLog {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");
    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    /** Not those of networks that break, clients that are slow, and a server that goes, which are every day's. */
    private static final Set<CloseCode> TOLD = EnumSet.of(
            CloseCode.TOO_BIG,
            CloseCode.SERVER_ERROR,
            CloseCode.TOO_MANY_COMMANDS,
            CloseCode.NOT_THIS_PROTOCOL,
            CloseCode.NOT_AUTHORISED,
            CloseCode.TOO_MANY_CONNECTIONS);

    private final LongSupplier ticker;
    private final Map<CloseCode, Count> counts = new EnumMap<>(CloseCode.class); // guarded by this

    /** What was not said since the last line. */
    private static final class Count {
        private final long said;
        private long others;

        Count(long said) {
            this.said = said;
        }
    }

    /**
     * Nothing was said yet.
     *
     * @param ticker nanoseconds that never go back
     */
    CloseLog(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /** A connection was closed. The reason is a rule, never what a client sent. */
    void closed(CloseCode code, String reason) {
        String line = line(code, reason);
        if (line == null) {
            // Names: a handler that keeps records must not keep classes of the application.
            LOG.log(
                    Level.DEBUG,
                    "A connection was closed: {0} {1} {2}",
                    String.valueOf(code.number()),
                    code.name(),
                    reason);
        } else {
            LOG.log(Level.INFO, line);
        }
    }

    /** What there is to say, or null. */
    synchronized @Nullable String line(CloseCode code, String reason) {
        if (!TOLD.contains(code)) {
            return null;
        }
        long now = ticker.getAsLong();
        Count last = counts.get(code);
        if (last != null && now - last.said < INTERVAL) {
            last.others++;
            return null;
        }
        counts.put(code, new Count(now));
        String line = "A connection was closed: " + code.number() + " " + code.name() + " " + reason;
        return last == null || last.others == 0
                ? line.strip()
                : line.strip() + "; since the last such line " + last.others + " more";
    }
}
