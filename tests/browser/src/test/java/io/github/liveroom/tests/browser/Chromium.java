package io.github.liveroom.tests.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine's browser is: what {@code LIVEROOM_BROWSER} names, else the first one on the PATH. */
final class Chromium {
    private static final String VARIABLE = "LIVEROOM_BROWSER";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    static Optional<Path> find() {
        String named = System.getenv(VARIABLE);
        List<String> names = named == null || named.isBlank() ? NAMES : List.of(named);
        return names.stream()
                .flatMap(Chromium::places)
                .filter(Chromium::isProgram)
                .findFirst();
    }

    /** Whether tests without a browser have failed: a CI that skips them would not notice that they are gone. */
    static boolean isRequired() {
        return "true".equals(System.getenv("CI")) || Boolean.getBoolean("liveroom.browser.required");
    }

    private static Stream<Path> places(String name) {
        Path path = Path.of(name);
        if (path.getNameCount() > 1 || path.isAbsolute()) {
            return Stream.of(path);
        }
        String folders = System.getenv().getOrDefault("PATH", "");
        return Stream.of(folders.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name));
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
