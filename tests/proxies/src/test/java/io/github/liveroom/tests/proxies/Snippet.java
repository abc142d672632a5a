package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docs/operations.md} tells operators to write, between the marks {@code <!-- name -->} and {@code <!-- /name -->}.
 */
record Snippet(String text) {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "operations.md");

    static Snippet named(String name) {
        String document;
        try {
            document = Files.readString(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher marked = Pattern.compile(
                        "<!-- " + name + " -->\\s+```\\w+\n(.*?)```\\s+<!-- /" + name + " -->", Pattern.DOTALL)
                .matcher(document);
        assertThat(marked.find()).as("the marks of %s in %s", name, DOCUMENT).isTrue();
        return new Snippet(marked.group(1));
    }

    /** Puts what holds for this test only in the place of what operators read, which has to be there. */
    Snippet with(String theirs, String ours) {
        assertThat(text).contains(theirs);
        return new Snippet(text.replace(theirs, ours));
    }
}
