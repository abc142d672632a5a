package io.github.liveroom.benchmarks.sidebyside;

import static io.github.liveroom.benchmarks.sidebyside.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
    @Test
    void onlyTheLastSessionOfAWorkloadCounts() {
        Results results = new Results(List.of(
                line("1", Workload.FANOUT_4, "a").put("cpu_s_per_M", 9.0),
                line("1", Workload.FANOUT_1, "a").put("cpu_s_per_M", 7.0),
                line("2", Workload.FANOUT_4, "a").put("cpu_s_per_M", 3.0),
                line("2", Workload.FANOUT_4, "b").put("cpu_s_per_M", 4.0),
                line("2", Workload.FANOUT_4, "a").put("cpu_s_per_M", 1.0),
                line("2", Workload.FANOUT_4, "a").put("cpu_s_per_M", 2.0)));
        assertThat(results.spread(Workload.FANOUT_4, "a", "cpu_s_per_M")).contains(new Spread(2, 1, 3));
        assertThat(results.median(Workload.FANOUT_1, "a", "cpu_s_per_M")).contains(7.0);
        assertThat(results.median(Workload.FANOUT_1, "b", "cpu_s_per_M")).isEmpty();
        assertThat(results.contenders(Workload.FANOUT_4)).containsExactly("a", "b");
        assertThat(results.rounds(Workload.FANOUT_4, "a")).isEqualTo(3);
    }

    @Test
    void faultsAreAddedUp() {
        Results results = new Results(List.of(
                line("1", Workload.FANOUT_4, "a")
                        .put("lost", 2)
                        .put("doubled", 0)
                        .put("closes", ""),
                line("1", Workload.FANOUT_4, "a").put("lost", 1).put("closes", "4008x3"),
                line("1", Workload.FANOUT_4, "b").put("disordered", 1_000),
                line("1", Workload.FANOUT_4, "c").put(Results.FAILURE, "did not start")));
        assertThat(results.faults(Workload.FANOUT_4, "a")).isEqualTo("lost 3, closed 4008x3");
        assertThat(results.faults(Workload.FANOUT_4, "b")).isEqualTo("disordered 1,000");
        assertThat(results.faults(Workload.FANOUT_4, "c")).isEqualTo("did not start");
        assertThat(results.rounds(Workload.FANOUT_4, "c")).isZero();
    }

    @Test
    void theMiddleOfTwoIsBetweenThem() {
        assertThat(Spread.of(3, 1)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(5, 1, 2)).isEqualTo(new Spread(2, 1, 5));
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }
}
