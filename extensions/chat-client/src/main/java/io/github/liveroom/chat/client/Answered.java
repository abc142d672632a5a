package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import java.time.Duration;
import java.util.Locale;

/** What became of one command on one connection. */
sealed interface Answered {
    /** It was done. */
    record Done(Fields fields) implements Answered {}

    /** It was refused. */
    record Refused(Outcome.Refused<Object> why) implements Answered {}

    /** The connection ended before the answer; if it {@code blamed} the client, the command may be the reason. */
    record Lost(boolean blamed) implements Answered {}

    /** A reply of the server. */
    static Answered of(Fields line) {
        Fields error = line.object("error");
        if (error == null) {
            Fields ok = line.object("ok");
            return new Done(ok == null ? Fields.EMPTY : ok);
        }
        Long retryAfterMs = error.number("retryAfterMs");
        return new Refused(new Outcome.Refused<>(
                refusal(error.text("code", "")),
                error.text("message", ""),
                retryAfterMs == null ? null : Duration.ofMillis(retryAfterMs)));
    }

    /** A refusal that spares the server the command. */
    static Answered refused(Refusal refusal, String detail) {
        return new Refused(new Outcome.Refused<>(refusal, detail, null));
    }

    private static Refusal refusal(String code) {
        for (Refusal refusal : Refusal.values()) {
            if (refusal.name().toLowerCase(Locale.ROOT).equals(code)) {
                return refusal;
            }
        }
        return Refusal.INTERNAL;
    }
}
