package io.github.liveroom.chat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended: done, or refused for a reason. Infrastructure that fails is no outcome but a {@link ChatException}.
 *
 * @param <T> what a request that is done answers
 */
public sealed interface Outcome<T> {
    /**
     * The request is done.
     *
     * @param value the answer
     * @param repeated whether this is the first answer again, because the {@code cid} had been used; nothing was appended
     * @param <T> what it answers
     */
    record Ok<T>(T value, boolean repeated) implements Outcome<T> {}

    /**
     * The request is not done, and nothing changed.
     *
     * @param refusal why, for programs
     * @param detail why, in English, for logs; names the input and the rule, never quotes the input
     * @param retryAfter when it makes sense to try again, or null
     * @param <T> what it would have answered
     */
    record Refused<T>(
            Refusal refusal, String detail, @Nullable Duration retryAfter) implements Outcome<T> {
        /**
         * The same refusal of a request that would have answered something else.
         *
         * @param <U> what that would have answered
         * @return this
         */
        @SuppressWarnings("unchecked") // a refusal holds no T
        public <U> Outcome<U> as() {
            return (Outcome<U>) this;
        }
    }

    /**
     * A request that is done.
     *
     * @param value the answer
     * @param <T> what it answers
     * @return the outcome
     */
    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value, false);
    }

    /**
     * A request that is refused.
     *
     * @param refusal why
     * @param detail why, in English, for logs
     * @param <T> what it would have answered
     * @return the outcome
     */
    static <T> Outcome<T> refused(Refusal refusal, String detail) {
        return new Refused<>(refusal, detail, null);
    }

    /**
     * A request that is refused for now.
     *
     * @param refusal why
     * @param detail why, in English, for logs
     * @param retryAfter when to try again
     * @param <T> what it would have answered
     * @return the outcome
     */
    static <T> Outcome<T> refused(Refusal refusal, String detail, Duration retryAfter) {
        return new Refused<>(refusal, detail, retryAfter);
    }

    /**
     * The answer of a request that has to be done by now.
     *
     * @return the answer
     * @throws IllegalStateException if it was refused; the message names the refusal
     */
    default T orElseThrow() {
        if (this instanceof Ok<T> ok) {
            return ok.value();
        }
        throw new IllegalStateException(toString());
    }
}
