package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} names tests, in code as {@code ClassTest.method}, and each of them is there. */
class SecurityDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Tests?)\\.(\\w+)`");
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "node_modules");

    private final List<String> lines;

    SecurityDocumentTest() throws IOException {
        lines = Files.readAllLines(ROOT.resolve("SECURITY.md"));
    }

    @Test
    void everyTestThatItNamesIsThere() throws IOException {
        Map<String, String> classes = testClasses();
        List<String> missing = lines.stream()
                .flatMap(line -> NAMED.matcher(line).results())
                .filter(named -> !classes.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "("))
                .map(MatchResult::group)
                .toList();
        assertThat(missing)
                .as("tests that SECURITY.md names and that are nowhere")
                .isEmpty();
    }

    @Test
    void everyThreatIsShownToBeStopped() {
        List<String> threats = lines.stream()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.startsWith("| what |") && !line.startsWith("| ---"))
                .toList();
        assertThat(threats).isNotEmpty().allSatisfy(threat -> {
            String[] cells = threat.substring(2).split(" \\| | \\|$");
            assertThat(cells).hasSize(5).doesNotContain("");
            assertThat(cells[4]).containsPattern(NAMED);
        });
    }

    /** The sources of all test classes of the project, by name. */
    private static Map<String, String> testClasses() throws IOException {
        Map<String, String> sources = new HashMap<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NO_SOURCES.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String name = file.getFileName().toString();
                if (name.matches("\\w+Tests?\\.java")) {
                    sources.merge(name.replace(".java", ""), Files.readString(file), String::concat);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return sources;
    }
}
