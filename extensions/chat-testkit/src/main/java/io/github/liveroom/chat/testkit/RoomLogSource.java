package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import java.time.InstantSource;

/** Makes the logs that {@link RoomLogContract} tests. */
@FunctionalInterface
public interface RoomLogSource {
    /**
     * Makes a log without rooms.
     *
     * @param clock the time of day; does not go on by itself
     * @param limits what is retained
     * @return the log; closed by the test
     */
    RoomLog newLog(InstantSource clock, RoomLimits limits);
}
