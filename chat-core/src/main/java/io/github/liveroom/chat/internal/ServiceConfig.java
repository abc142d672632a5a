package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.RoomCodeGenerator;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.RoomListener;
import io.github.liveroom.chat.internal.text.NameRules;
import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
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
 * @param random for codes and secrets
 * @param limits what rooms allow
 * @param names the rules for names
 * @param reconnectGrace how long an away member keeps the seat
 * @param emptyGrace how long an empty room waits, or null for ever
 * @param codeRest how long a code is not used again
 * @param codeLength the shortest code
 * @param codes proposes codes
 * @param listeners the application's
 */
public record ServiceConfig(
        LongSupplier ticker,
        Scheduler scheduler,
        Executor executor,
        RandomGenerator random,
        RoomLimits limits,
        NameRules names,
        Duration reconnectGrace,
        @Nullable Duration emptyGrace,
        Duration codeRest,
        int codeLength,
        RoomCodeGenerator codes,
        List<RoomListener> listeners) {}
