package io.github.liveroom.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static Score fanOut(int members, double nanos, double bytes) {
        Map<String, String> params = Map.of("members", "" + members, "gathered", "1");
        return new Score("FanOutBenchmark.messages", params, nanos, nanos, nanos, bytes, members);
    }

    private static Score rooms(String benchmark, String param, int number, double nanos) {
        return new Score(benchmark, Map.of(param, "" + number), nanos, nanos, nanos, 0, 2);
    }

    private static Target only(Score... scores) {
        List<Target> targets = Target.of(List.of(scores));
        assertThat(targets).hasSize(1);
        return targets.get(0);
    }

    @Test
    void twentyMillionDeliveriesASecond() {
        assertThat(only(fanOut(100, 4_900, 0)).reached()).isTrue();
        assertThat(only(fanOut(100, 5_100, 0)).reached()).isFalse();
        assertThat(only(fanOut(100, 4_000, 0)).measured()).isEqualTo("25.0 M/s");
    }

    @Test
    void memoryForEachDeliveryIsSeen() {
        assertThat(only(fanOut(10, 1, 3_000), fanOut(1000, 1, 3_100)).reached()).isTrue();
        assertThat(only(fanOut(10, 1, 3_000), fanOut(1000, 1, 3_000 + 990 * 16)).reached())
                .isFalse();
    }

    @Test
    void manyRoomsAreHalfAsDearAgainAtTheMost() {
        String benchmark = "ManyRoomsBenchmark.message";
        Score one = rooms(benchmark, "rooms", 1, 1_000);
        assertThat(only(one, rooms(benchmark, "rooms", 100_000, 1_490)).reached())
                .isTrue();
        Target missed = only(one, rooms(benchmark, "rooms", 100_000, 1_520));
        assertThat(missed.reached()).isFalse();
        assertThat(missed.measured()).isEqualTo("760 against 500 ns: × 1.52");
    }

    @Test
    void whatWasNotMeasuredIsNoGoal() {
        assertThat(Target.of(List.of(fanOut(10, 1, 1)))).isEmpty();
    }
}
