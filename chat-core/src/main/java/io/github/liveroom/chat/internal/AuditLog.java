package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Moderation;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/**
 * Writes down what is done to keep order, a line for each: what, where, to whom, by whom. Never a name, a code or a text: a room
 * goes by the beginning of its log's epoch, which is no secret and lets nobody in.
 */
final class AuditLog {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.audit");
    private static final int EPOCH_DIGITS = 8;

    private AuditLog() {}

    static void write(String epoch, Moderation deed) {
        if (LOG.isLoggable(Level.INFO)) {
            LOG.log(Level.INFO, line(epoch, deed));
        }
    }

    /** Such as {@code ban room=9f2c41aa member=m7 by=m1 until=2026-11-22T12:00:00Z}. */
    private static String line(String epoch, Moderation deed) {
        StringBuilder line = new StringBuilder(lower(deed.action()));
        line.append(" room=").append(epoch, 0, Math.min(EPOCH_DIGITS, epoch.length()));
        if (deed.member() != null) {
            line.append(" member=").append(deed.member());
        }
        if (deed.role() != null) {
            line.append(" role=").append(lower(deed.role()));
        }
        line.append(" by=").append(deed.by() == null ? "host" : deed.by());
        if (deed.until() != null) {
            line.append(" until=").append(deed.until());
        }
        return line.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
