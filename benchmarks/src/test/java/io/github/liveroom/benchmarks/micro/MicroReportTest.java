package io.github.liveroom.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MicroReportTest {
    @Test
    void showsScoresAndGoals() {
        Score fanOut = new Score(
                "FanOutBenchmark.messages", Map.of("members", "100", "gathered", "1"), 2_500, 2_400, 2_600, 3_700, 100);
        Score codec = new Score("CodecBenchmark.read", Map.of(), 1_000, 990, 1_010, 800, 0);

        assertThat(MicroReport.write(List.of("a machine"), List.of(fanOut, codec)))
                .contains("- a machine\n")
                .contains("| 2,500 (2,400–2,600) | 3,700 | 25.0 | 37.0 | 40,000,000 |\n")
                .contains("| `CodecBenchmark.read` |  | 1,000 (990–1,010) | 800 | | | |\n")
                .contains("| 40.0 M/s | reached |\n");
    }
}
