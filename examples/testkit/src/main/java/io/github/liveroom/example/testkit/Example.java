package io.github.liveroom.example.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The jar that Maven made, in a process of its own, as people start it: one for the tests of a class. */
public final class Example implements BeforeAllCallback, AfterAllCallback {
    private static final Pattern ADDRESS = Pattern.compile("Log in at (http://127\\.0\\.0\\.1:\\d+/) .*");

    private @Nullable Process process;
    private @Nullable URI address;

    /** Where it is, with a slash at the end. */
    public URI address() {
        return Objects.requireNonNull(address, "it has not been started");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(java, "-jar", System.getProperty("liveroom.jar"), "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = process.inputReader().readLine();
        Matcher matcher = ADDRESS.matcher(String.valueOf(line));
        if (!matcher.matches()) {
            process.destroyForcibly();
            throw new AssertionError("it does not say where it is, but " + line);
        }
        address = URI.create(matcher.group(1));
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it does not end");
        }
    }
}
