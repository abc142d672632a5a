package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.MessageFilter;
import io.github.liveroom.chat.RoomCodeGenerator;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.RoomListener;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.Meters;
import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What all rooms of a service share.
 *
 * @param ticker nanoseconds that never go back
 * @param scheduler for graces
 * @param executor for whatever may take its time
 * @param hashing for passphrases, on that executor
 * @param senders where rooms go on that are busy
 * @param random for codes and secrets
 * @param clock the time of day
 * @param limits what rooms allow
 * @param names the rules for names
 * @param policy who may do what
 * @param filter the host application's say about messages, or null
 * @param filterLimit how long that may take
 * @param editWindow how long a message can be edited
 * @param banAddresses whether a guest who is banned is kept out by address too
 * @param gate lets so many rooms send at a time
 * @param frameInterval how long a busy room gathers what it sends; zero: it never does
 * @param busyAfter how late a room may be before nobody new is let in; zero: any
 * @param reconnectGrace how long an away member keeps the seat
 * @param emptyGrace how long an empty room waits, or null for ever
 * @param codeRest how long a code is not used again
 * @param codeLength the shortest code
 * @param codes proposes codes
 * @param listeners the application's
 * @param meters told what happens, in numbers; throws nothing
 */
public record ServiceConfig(
        LongSupplier ticker,
        Scheduler scheduler,
        Executor executor,
        Hashing hashing,
        Executor senders,
        RandomGenerator random,
        InstantSource clock,
        RoomLimits limits,
        NameRules names,
        RoomPolicy policy,
        @Nullable MessageFilter filter,
        Duration filterLimit,
        Duration editWindow,
        boolean banAddresses,
        SendGate gate,
        Duration frameInterval,
        Duration busyAfter,
        Duration reconnectGrace,
        @Nullable Duration emptyGrace,
        Duration codeRest,
        int codeLength,
        RoomCodeGenerator codes,
        List<RoomListener> listeners,
        Meters meters) {
    /** The same for all rooms, so made once. */
    RoomRules rules() {
        MessageRules messages = new MessageRules(policy, limits.textLength(), editWindow);
        return new RoomRules(names, messages, new OrderRules(policy, limits.maxMembers()), policy);
    }
}
