package io.github.liveroom.tests.browser;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** What somebody may write who means harm. Whatever of it runs calls {@code alert}. */
final class HostileText {
    /** The texts, in the order of their kinds. */
    static final List<String> ALL = read();

    private HostileText() {}

    /** The texts as far as they fit where only so many code points do, each once. */
    static List<String> cutTo(int codePoints) {
        return ALL.stream()
                .map(text -> text.codePoints()
                        .limit(codePoints)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .distinct()
                .toList();
    }

    /** All texts one behind the other, as many in each piece as fit. */
    static List<String> packedTo(int codePoints) {
        List<String> packs = new ArrayList<>();
        String pack = "";
        for (String text : cutTo(codePoints)) {
            String longer = pack.isEmpty() ? text : pack + " " + text;
            if (longer.codePointCount(0, longer.length()) > codePoints) {
                packs.add(pack);
                longer = text;
            }
            pack = longer;
        }
        packs.add(pack);
        return packs;
    }

    private static List<String> read() {
        Properties lines = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(HostileText.class.getResourceAsStream("hostile.properties")),
                StandardCharsets.UTF_8)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stringPropertyNames().stream()
                .sorted()
                .map(lines::getProperty)
                .toList();
    }
}
