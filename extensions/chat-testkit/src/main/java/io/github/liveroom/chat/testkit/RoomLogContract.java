package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.spi.RoomLog;
import org.junit.jupiter.api.DisplayName;

/**
 * What {@link RoomLog} promises, as tests. Who writes a log implements this interface in a JUnit test class; each test
 * asks for a log of its own and closes it. The tests stand in the interfaces that this one is made of, by theme.
 *
 * <p>A log that measures ages and rests by a clock of its own cannot pass: it has to use the one it is given.
 */
@DisplayName("A log of rooms")
public interface RoomLogContract
        extends RoomCodesContract, AppendContract, RepeatContract, ReadContract, RevisionContract, SearchContract {}
