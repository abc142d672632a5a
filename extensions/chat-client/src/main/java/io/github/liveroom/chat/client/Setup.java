package io.github.liveroom.chat.client;

import io.github.liveroom.chat.spi.Scheduler;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a connection is built from. {@code opener} gets the strand and the alarms of the connection. */
record Setup(
        Transport transport,
        Executor executor,
        Scheduler scheduler,
        LongSupplier ticker,
        RandomGenerator random,
        Function<Connection, Link.Opener> opener,
        @Nullable Supplier<? extends CompletionStage<String>> token) {}
