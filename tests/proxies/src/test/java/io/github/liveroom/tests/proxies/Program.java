package io.github.liveroom.tests.proxies;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where this machine has a program: on the PATH, or where servers are, which not everybody has on the PATH. */
final class Program {
    private Program() {}

    static Optional<Path> find(String name) {
        String folders = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(folders.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** Whether tests without a program have failed: a CI that skips them would not notice that they are gone. */
    static boolean isRequired() {
        return "true".equals(System.getenv("CI"));
    }
}
