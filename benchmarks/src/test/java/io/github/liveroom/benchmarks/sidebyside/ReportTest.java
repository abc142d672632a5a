package io.github.liveroom.benchmarks.sidebyside;

import static io.github.liveroom.benchmarks.sidebyside.Lines.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.benchmarks.load.JsonLine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static String report(JsonLine... lines) throws IOException {
        return new Report(new Results(List.of(lines)), Lines.CONTENDERS).write(List.of("a machine"));
    }

    private static JsonLine cpu(String contender, double cpu) {
        return line("1", Workload.FANOUT_4, contender).put("cpu_s_per_M", cpu);
    }

    @Test
    void everyContenderHasMedianSpreadAndRatio() throws IOException {
        String report = report(
                cpu("ours-x", 1),
                cpu("naive-x", 4),
                cpu("ours-x", 3),
                cpu("naive-x", 4),
                cpu("ours-x", 2),
                cpu("vertx", 1));
        assertThat(report)
                .contains("- a machine\n")
                .contains("| `ours-x` | The ours-x |")
                .contains("## `fanout-4`: 10 rooms × 100, closed loop, 4 messages under way in a room, 4 senders\n")
                .contains("Measured noon with `side-by-side`.")
                .contains("| × ours-x | faults |")
                .contains("| `ours-x` | 3 | 2.000 (1.000–3.000) | – | – | – | – | – | – | 1.00 | none |\n")
                .contains("| `naive-x` | 2 | 4.000 | – | – | – | – | – | – | 2.00 | none |\n")
                .doesNotContain("`naive-y` | 0")
                .doesNotContain("## `fanout-1`");
    }

    @Test
    void lossesAreSaidAsWellAsWins() throws IOException {
        assertThat(report(cpu("ours-x", 2), cpu("naive-x", 4), cpu("vertx", 1)))
                .contains("The ours-x **wins** by CPU s per million against The naive-x (2.00 ×).\n")
                .contains("The ours-x **loses** by CPU s per million to The vertx (50 % of ours).\n");
    }

    @Test
    void faultsStandInTheTable() throws IOException {
        assertThat(report(
                        cpu("ours-x", 2),
                        cpu("naive-x", 4).put("lost", 7).put("closes", "1006x2"),
                        line("1", Workload.FANOUT_4, "vertx").put(Results.FAILURE, "did not start")))
                .contains("| lost 7, closed 1006x2 |\n")
                .contains("| `vertx` | 0 | – | – | – | – | – | – | – | – | did not start |\n");
    }

    @Test
    void goalsComeLast() throws IOException {
        assertThat(report(cpu("ours-x", 2), cpu("naive-x", 4), cpu("vertx", 5)))
                .contains(
                        "| `fanout-4`: CPU s per million ≤ 1/3 of the best of all others | x | 2.000 against 4.000 of "
                                + "The naive-x: × 0.50 | **not reached** |\n")
                .contains("\nNot measured:\n")
                .contains("\n- `churn`: CPU ms per join ≤ 1.20 × the naive chat on the same container, on x\n");
    }
}
