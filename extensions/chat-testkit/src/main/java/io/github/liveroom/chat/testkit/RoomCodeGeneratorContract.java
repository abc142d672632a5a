package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomCodeGenerator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link RoomCodeGenerator} promises, as tests. Who writes a generator implements this interface in a JUnit test class. */
@DisplayName("A generator of room codes")
public interface RoomCodeGeneratorContract {
    /**
     * Makes a generator.
     *
     * @return the generator
     */
    RoomCodeGenerator generator();

    /** See {@link RoomCodeGenerator#next}. */
    @Test
    default void proposesCodesThatAreAtLeastAsLongAsAskedFor() {
        ScriptedRandom random = new ScriptedRandom(1);
        for (int length = RoomCode.MIN_LENGTH; length <= RoomCode.MAX_LENGTH; length++) {
            for (long live : new long[] {0, 1, 1_000, 1_000_000, Long.MAX_VALUE}) {
                assertThat(generator().next(random, length, live).value()).hasSizeBetween(length, RoomCode.MAX_LENGTH);
            }
        }
    }

    /** See {@link RoomCodeGenerator#next}. */
    @Test
    default void takesChanceOnlyFromWhereItIsToldTo() {
        assertThat(proposals(generator(), 7, 100)).isEqualTo(proposals(generator(), 7, 100));
        assertThat(proposals(generator(), 7, 100)).isNotEqualTo(proposals(generator(), 8, 100));
    }

    /** See {@link RoomCodeGenerator}. */
    @Test
    default void keepsNoState() {
        RoomCodeGenerator generator = generator();
        List<RoomCode> first = proposals(generator, 7, 100);
        proposals(generator, 8, 33);

        assertThat(proposals(generator, 7, 100)).isEqualTo(first);
    }

    /** See {@link RoomCodeGenerator}: a code that is taken is followed by another proposal. */
    @Test
    default void hardlyEverProposesACodeTwice() {
        Set<RoomCode> distinct = new HashSet<>(proposals(generator(), 7, 1000));

        assertThat(distinct).hasSizeGreaterThan(990);
    }

    /** See {@link RoomCodeGenerator}. */
    @Test
    default void mayBeCalledByManyThreadsAtOnce() {
        RoomCodeGenerator generator = generator();
        List<RoomCode> expected = proposals(generator, 7, 500);

        assertThat(Stages.together(8, i -> () -> proposals(generator, 7, 500))).allMatch(expected::equals);
    }

    private static List<RoomCode> proposals(RoomCodeGenerator generator, long seed, int count) {
        ScriptedRandom random = new ScriptedRandom(seed);
        return Stream.generate(() -> generator.next(random, 8, 10)).limit(count).toList();
    }
}
