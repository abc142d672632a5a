package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsTableTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final String BEGIN = "<!-- settings -->";
    private static final String END = "<!-- /settings -->";

    @Test
    void theTableInTheDocumentIsThatOfTheCode() throws IOException {
        List<String> rows = Arrays.stream(Setting.values())
                .map(setting ->
                        "| `" + setting.label() + "` | `" + setting.fallback() + "` | " + setting.meaning() + " |")
                .toList();
        assertThat(rowsOfDocument())
                .as(
                        "%s is out of date; between its marks belongs:%n%n| name | default | meaning |%n| --- | --- | --- |%n%s%n",
                        DOCUMENT, rows.stream().collect(Collectors.joining(System.lineSeparator())))
                .isEqualTo(rows);
    }

    private static List<String> rowsOfDocument() throws IOException {
        if (!Files.exists(DOCUMENT)) {
            return List.of();
        }
        List<String> lines =
                Files.readAllLines(DOCUMENT).stream().map(String::strip).toList();
        int begin = lines.indexOf(BEGIN);
        int end = lines.indexOf(END);
        return begin < 0 || end < begin
                ? List.of()
                : lines.subList(begin, end).stream()
                        .filter(line -> line.startsWith("| `"))
                        .toList();
    }
}
