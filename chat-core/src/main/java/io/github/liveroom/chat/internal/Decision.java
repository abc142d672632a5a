package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import java.util.List;

/** What the rules say to a {@link Request}. */
sealed interface Decision {
    /**
     * It shall be so.
     *
     * @param facts what happens; empty if everything is so already
     * @param conditional whether that holds only as long as no other entry comes in between
     */
    record Accept(List<Fact> facts, boolean conditional) implements Decision {}

    /**
     * It shall not be.
     *
     * @param refusal why
     * @param detail which rule, for logs
     */
    record Refuse(Refusal refusal, String detail) implements Decision {}
}
