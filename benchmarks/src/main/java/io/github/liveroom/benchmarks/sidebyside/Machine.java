package io.github.liveroom.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where it was measured, and with what. */
public final class Machine {
    private static final Pattern PACKAGE_VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

    private Machine() {}

    /**
     * The machine and its Java.
     *
     * @return lines for people
     */
    public static List<String> facts() throws IOException {
        List<String> cpu = Files.readAllLines(Path.of("/proc/cpuinfo"));
        List<String> memory = Files.readAllLines(Path.of("/proc/meminfo"));
        List<String> facts = new ArrayList<>();
        facts.add(field(cpu, "model name") + ", "
                + cpu.stream().filter(line -> line.startsWith("processor")).count() + " processors");
        facts.add("memory: " + field(memory, "MemTotal"));
        facts.add("Linux " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        facts.add(firstLine("java", "-version") + ", " + System.getProperty("java.vm.version"));
        return facts;
    }

    /** For those that run on it. */
    static String node() {
        return "Node " + firstLine("node", "--version");
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown " + name);
    }

    private static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "not there";
        }
    }

    /** The versions of a contender: names of its files without suffix, or names and versions of packages. */
    static String versions(Contender contender) throws IOException {
        List<String> versions = new ArrayList<>();
        for (String pattern : contender.versions()) {
            Path file = Path.of(pattern);
            Path folder = file.getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, String.valueOf(file.getFileName()))) {
                for (Path one : found) {
                    versions.add(version(one));
                }
            }
        }
        return String.join(", ", versions);
    }

    private static String version(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!name.equals("package.json")) {
            return name.replaceFirst("\\.jar$", "");
        }
        Matcher matcher = PACKAGE_VERSION.matcher(Files.readString(file));
        Path folder = file.toAbsolutePath().getParent();
        return (folder == null ? "" : folder.getFileName() + " ") + (matcher.find() ? matcher.group(1) : "unknown");
    }
}
