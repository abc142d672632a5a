package io.github.liveroom.benchmarks.sidebyside;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server that is compared.
 *
 * @param name short, for files and options
 * @param title for people
 * @param dialect how the load tool speaks to it
 * @param container the container that it shares with others, "" if none
 * @param command what starts it from the root of the repository, with <code>${port}</code>, <code>${codes}</code> and
 *     <code>${rooms}</code> to be filled in
 * @param environment what is added to the environment
 * @param versions files whose names or contents tell the versions, with {@code *}
 */
record Contender(
        String name,
        String title,
        String dialect,
        String container,
        List<String> command,
        Map<String, String> environment,
        List<String> versions) {

    private static final String OURS = "liveroom";
    private static final String MOST_HEAP = "-Xmx";

    Contender {
        if (name.isEmpty() || dialect.isEmpty() || command.isEmpty()) {
            throw new IllegalArgumentException("contender \"" + name + "\" lacks a name, a dialect or a command");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        versions = List.copyOf(versions);
    }

    boolean isOurs() {
        return dialect.equals(OURS);
    }

    /** Whether it is the plain chat that one writes without a library. */
    boolean isNaive() {
        return name.startsWith("naive-");
    }

    /**
     * The command, filled in.
     *
     * @param heap replaces the sizes of the heap that it has, if it has any and this is not empty
     */
    List<String> command(int port, Path codes, int rooms, List<String> heap) {
        List<String> filled = new ArrayList<>();
        for (String word : command) {
            if (heap.isEmpty() || !isHeap(word)) {
                filled.add(word.replace("${port}", String.valueOf(port))
                        .replace("${codes}", codes.toString())
                        .replace("${rooms}", String.valueOf(rooms)));
            } else if (word.startsWith(MOST_HEAP)) {
                filled.addAll(heap);
            }
        }
        return filled;
    }

    private static boolean isHeap(String word) {
        return word.startsWith("-Xms") || word.startsWith("-Xmn") || word.startsWith(MOST_HEAP);
    }

    /**
     * Reads a list of contenders.
     *
     * @throws IllegalArgumentException if one lacks something, or two have one name
     */
    static List<Contender> read(Path file) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            List<Contender> contenders = new ArrayList<>();
            for (Object entry : list(value(json))) {
                contenders.add(of(entry));
            }
            if (contenders.stream().map(Contender::name).distinct().count() < contenders.size()) {
                throw new IllegalArgumentException("two contenders have one name in " + file);
            }
            return contenders;
        }
    }

    private static Contender of(Object entry) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("a contender is an object, not " + entry);
        }
        String name = text(fields.get("name"));
        String title = text(fields.get("title"));
        Map<String, String> environment = new LinkedHashMap<>();
        if (fields.get("env") instanceof Map<?, ?> variables) {
            variables.forEach((variable, value) -> environment.put(text(variable), text(value)));
        }
        return new Contender(
                name,
                title.isEmpty() ? name : title,
                text(fields.get("dialect")),
                text(fields.get("container")),
                texts(fields.get("command")),
                environment,
                texts(fields.get("versions")));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<String> texts(@Nullable Object value) {
        return value == null
                ? List.of()
                : list(value).stream().map(Contender::text).toList();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** Texts, lists and maps of what stands where the parser is; numbers and the like become texts. */
    private static Object value(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(json));
            }
            return list;
        }
        if (json.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                map.put(name, value(json));
            }
            return map;
        }
        return json.getText();
    }
}
