package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

    @Test
    void leavesOnlyWhatTheFailureNeeds() {
        assertThat(Shrinker.shrink(HUNDRED, list -> list.contains(17) && list.contains(64)))
                .containsExactly(17, 64);
        assertThat(Shrinker.shrink(HUNDRED, list -> list.indexOf(3) >= 0 && list.indexOf(4) > list.indexOf(3)))
                .containsExactly(3, 4);
        assertThat(Shrinker.shrink(HUNDRED, list -> list.size() >= 7)).hasSize(7);
    }

    @Test
    void dropsEverythingOrNothingIfThatIsHowItIs() {
        assertThat(Shrinker.shrink(HUNDRED, list -> true)).isEmpty();
        assertThat(Shrinker.shrink(HUNDRED, list -> list.size() == 100)).isEqualTo(HUNDRED);
        assertThat(Shrinker.shrink(List.<Integer>of(), list -> true)).isEmpty();
    }
}
