package io.github.liveroom.example.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar that Maven made, in a process of its own, as people start it. */
record Example(Process process, URI address) {
    private static final Pattern ADDRESS = Pattern.compile("Log in at (http://127\\.0\\.0\\.1:\\d+/) .*");

    static Example start() throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(List.of(java.toString(), "-jar", System.getProperty("liveroom.jar"), "0"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        String line = out.readLine();
        Matcher matcher = ADDRESS.matcher(String.valueOf(line));
        if (!matcher.matches()) {
            process.destroyForcibly();
            throw new AssertionError("it does not say where it is, but " + line);
        }
        return new Example(process, URI.create(matcher.group(1)));
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
    }
}
