package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules say to a {@link Request}. */
sealed interface Decision {
    /**
     * It shall be so.
     *
     * @param facts what happens
     * @param conditional whether that holds only as long as no other entry comes in between
     */
    record Accept(List<Fact> facts, boolean conditional) implements Decision {}

    /**
     * It is so already.
     *
     * @param offset of the entry that made it so
     */
    record Already(long offset) implements Decision {}

    /**
     * It shall not be.
     *
     * @param refusal why
     * @param detail which rule, for logs
     * @param retryAfter when it may be, or null
     */
    record Refuse(Refusal refusal, String detail, @Nullable Duration retryAfter) implements Decision {
        Refuse(Refusal refusal, String detail) {
            this(refusal, detail, null);
        }
    }

    /** What holds only as long as nothing else happens, since it was decided on all that is true. */
    static Decision accept(Fact... facts) {
        return new Accept(List.of(facts), true);
    }

    static Refuse refuse(Refusal refusal, String detail) {
        return new Refuse(refusal, detail);
    }
}
