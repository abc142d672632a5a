package io.github.liveroom.benchmarks.sidebyside;

import static io.github.liveroom.benchmarks.sidebyside.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.benchmarks.load.JsonLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static JsonLine cpu(Workload workload, String contender, double cpu) {
        return line("1", workload, contender).put("cpu_s_per_M", cpu);
    }

    private static Goals.Goal goal(String start, JsonLine... lines) {
        List<Goals.Goal> goals = new Goals(new Results(List.of(lines)), Lines.CONTENDERS)
                .all().stream().filter(goal -> goal.text().startsWith(start)).toList();
        assertThat(goals).hasSize(1);
        return goals.get(0);
    }

    @Test
    void oneMessageUnderWayIsComparedWithTheSameContainer() {
        Goals.Goal goal = goal(
                "`fanout-1`",
                cpu(Workload.FANOUT_1, "ours-x", 2),
                cpu(Workload.FANOUT_1, "naive-x", 2),
                cpu(Workload.FANOUT_1, "naive-y", 1),
                cpu(Workload.FANOUT_1, "vertx", 1));
        assertThat(goal.verdict()).isEqualTo(Goals.Verdict.REACHED);
        assertThat(goal.container()).isEqualTo("x");
        assertThat(goal.measured()).isEqualTo("2.000 against 2.000 of The naive-x: × 1.00");
        assertThat(goal.text()).endsWith("CPU s per million ≤ the naive chat on the same container");
    }

    @Test
    void aThirdOfTheBestOfAllIsNotAThirdOfAnother() {
        assertThat(withTheBestOfAllAt(2.9)).isEqualTo(Goals.Verdict.MISSED);
        assertThat(withTheBestOfAllAt(3.1)).isEqualTo(Goals.Verdict.REACHED);
    }

    private static Goals.Verdict withTheBestOfAllAt(double cpu) {
        return goal(
                        "`fanout-4`",
                        cpu(Workload.FANOUT_4, "ours-x", 1),
                        cpu(Workload.FANOUT_4, "naive-x", 4),
                        cpu(Workload.FANOUT_4, "naive-y", cpu))
                .verdict();
    }

    @Test
    void memoryMayBeSoMuchMore() {
        assertThat(withTheNaiveAt12KbAndOursAt(13.4)).isEqualTo(Goals.Verdict.REACHED);
        assertThat(withTheNaiveAt12KbAndOursAt(13.6)).isEqualTo(Goals.Verdict.MISSED);
    }

    private static Goals.Verdict withTheNaiveAt12KbAndOursAt(double kb) {
        return goal(
                        "`idle`: heap",
                        line("1", Workload.IDLE, "ours-x").put("heap_per_conn_kb", kb),
                        line("1", Workload.IDLE, "naive-x").put("heap_per_conn_kb", 12))
                .verdict();
    }

    @Test
    void whatWasLostUnderOverloadIsSaid() {
        Goals.Goal goal = goal(
                "`overload`: nothing", line("1", Workload.OVERLOAD, "ours-x").put("lost", 3));
        assertThat(goal.verdict()).isEqualTo(Goals.Verdict.MISSED);
        assertThat(goal.measured()).isEqualTo("lost 3");
    }

    @Test
    void whoDoesNotReadIsClosedEveryTime() {
        JsonLine closed = line("1", Workload.SLOW, "ours-x").put("stalled_code", 4008);
        JsonLine open = line("1", Workload.SLOW, "ours-x").put("stalled_code", 0);
        assertThat(goal("`slow`: who", closed, closed).verdict()).isEqualTo(Goals.Verdict.REACHED);
        assertThat(goal("`slow`: who", closed, closed).measured()).isEqualTo("4008");
        assertThat(goal(
                                "`slow`: who",
                                closed,
                                line("1", Workload.SLOW, "ours-x").put("stalled_code", 1006))
                        .verdict())
                .isEqualTo(Goals.Verdict.REACHED);
        assertThat(goal("`slow`: who", closed, open).verdict()).isEqualTo(Goals.Verdict.MISSED);
        assertThat(goal("`slow`: who", open, open).verdict()).isEqualTo(Goals.Verdict.MISSED);
    }

    @Test
    void whatWasNotMeasuredIsOpen() {
        Goals.Goal goal = goal("`fanout-4`", cpu(Workload.FANOUT_4, "ours-x", 1));
        assertThat(goal.verdict()).isEqualTo(Goals.Verdict.OPEN);
        assertThat(new Goals(new Results(List.of()), Lines.CONTENDERS).all())
                .extracting(Goals.Goal::verdict)
                .containsOnly(Goals.Verdict.OPEN);
    }
}
