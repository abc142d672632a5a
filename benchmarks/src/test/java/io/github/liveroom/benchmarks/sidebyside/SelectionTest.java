package io.github.liveroom.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    private Path folder;

    @Test
    void allIsMeasuredUnlessItIsSaid() {
        Selection selection = Selection.parse(List.of());
        assertThat(selection.workloads()).containsExactly(Workload.values());
        assertThat(selection.rounds()).isEqualTo(5);
        assertThat(selection.reportOnly()).isFalse();
        assertThat(selection.chosen(Lines.CONTENDERS)).isEqualTo(Lines.CONTENDERS);
    }

    @Test
    void someMayBeChosen() {
        Selection selection = Selection.parse(List.of(
                "--only",
                "fanout-32,idle",
                "--contenders",
                "vertx,ours-x",
                "--rounds",
                "3",
                "--secs",
                "4",
                "--report"));
        assertThat(selection.workloads()).containsExactly(Workload.FANOUT_32, Workload.IDLE);
        assertThat(selection.chosen(Lines.CONTENDERS))
                .extracting(Contender::name)
                .containsExactly("ours-x", "vertx");
        assertThat(selection.times()).isEqualTo(new Workload.Times(8, 4));
        assertThat(selection.reportOnly()).isTrue();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Selection.parse(List.of("--olny", "x"))).hasMessage("there is no option --olny");
        assertThatThrownBy(() -> Selection.parse(List.of("--only"))).hasMessage("--only has no value");
        assertThatThrownBy(() -> Selection.parse(List.of("--only", "fanout-3")))
                .hasMessageContaining("fanout-3")
                .hasMessageContaining("fanout-32");
        assertThatThrownBy(() -> Selection.parse(List.of("--rounds", "0")))
                .hasMessage("--rounds 0 is not a number above 0");
        assertThatThrownBy(
                        () -> Selection.parse(List.of("--contenders", "zulu")).chosen(Lines.CONTENDERS))
                .hasMessageContaining("zulu")
                .hasMessageContaining("vertx");
    }

    @Test
    void workloadsTellTheLoadToolWhatToDo() {
        List<String> words = Workload.OVERLOAD.arguments(new Workload.Times(1, 2), 50_000);
        assertThat(words).startsWith("--mode", "overload", "--rooms", "10");
        assertThat(words.get(words.indexOf("--overrate") + 1)).isEqualTo("1000.0");
        assertThat(words.get(words.indexOf("--overload") + 1)).isEqualTo("6.0");
        assertThat(Workload.FANOUT_1.arguments(new Workload.Times(1, 2), 0)).doesNotContain("--overrate");
        assertThat(Workload.IDLE.rooms()).isEqualTo(1_000);
    }

    @Test
    void commandsAreFilledIn() {
        Contender contender = Lines.contender("a", "liveroom", "x");
        assertThat(contender.command(80, Path.of("/codes"), 9, List.of()))
                .containsExactly("java", "-Xms512m", "-Xmx512m", "Main", "80", "/codes", "9");
        assertThat(contender.command(80, Path.of("/codes"), 9, List.of("-Xmx1g", "-Xmn16m")))
                .containsExactly("java", "-Xmx1g", "-Xmn16m", "Main", "80", "/codes", "9");
    }

    @Test
    void contendersAreReadFromAFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("list.json"),
                "[{\"name\":\"a\",\"dialect\":\"rawjson\",\"command\":[\"run\",\"${port}\"],\"env\":{\"X\":1},\"new\":{}}]");
        Contender contender = Contender.read(file).get(0);
        assertThat(contender.title()).isEqualTo("a");
        assertThat(contender.command()).containsExactly("run", "${port}");
        assertThat(contender.environment()).containsEntry("X", "1");
        assertThat(contender.versions()).isEmpty();

        Files.writeString(file, "[{\"name\":\"a\",\"dialect\":\"rawjson\"}]");
        assertThatThrownBy(() -> Contender.read(file)).hasMessageContaining("\"a\" lacks");
    }

    @Test
    void thoseOfTheRepositoryAreAllThere() throws IOException {
        List<Contender> contenders = Contender.read(Path.of("contenders.json"));
        assertThat(contenders).filteredOn(Contender::isOurs).hasSizeGreaterThanOrEqualTo(2);
        assertThat(contenders).filteredOn(Contender::isNaive).isNotEmpty();
        assertThat(contenders)
                .allSatisfy(contender -> assertThat(contender.command()).contains("${port}"));
        assertThat(contenders)
                .filteredOn(Contender::isOurs)
                .allSatisfy(ours -> assertThat(contenders)
                        .anyMatch(other -> other.isNaive() && other.container().equals(ours.container())));
    }
}
