package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.testkit.RoomLogContract;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

class MemoryRoomLogTest implements RoomLogContract {
    private static final AtomicLong SEED = new AtomicLong();

    @Override
    public RoomLog newLog(InstantSource clock, RoomLimits limits) {
        return new MemoryRoomLog(clock, new ScriptedRandom(SEED.incrementAndGet()), limits);
    }
}
