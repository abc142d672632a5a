package io.github.liveroom.chat.jakarta;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The protocol as data: schemas and fixtures in {@code docs/protocol}, as its README describes them. */
final class ProtocolFiles {
    static final Path DIRECTORY =
            Path.of("..", "docs", "protocol").toAbsolutePath().normalize();

    /** What the schema of the server's lines allows to come later. */
    static final Set<String> LATER = Set.of("unknownEntry", "unknownLine");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    /** Who says a line. */
    enum Side {
        CLIENT,
        SERVER;

        String schema() {
            return this == CLIENT ? "client-line.schema.json" : "server-line.schema.json";
        }
    }

    /** A fixture; {@code file} is its name without the end. */
    record Fixture(String file, JsonNode content) {
        String kind() {
            return content.get("kind").textValue();
        }

        /** What is sent: the line, or exactly these characters. */
        String text() {
            return content.has("text")
                    ? content.get("text").textValue()
                    : content.get("line").toString();
        }

        JsonNode line() {
            return content.get("line");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    static JsonNode read(String file) {
        try {
            return parse(Files.readString(DIRECTORY.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Fixture> fixtures(Side side) {
        return fixtures(side == Side.CLIENT ? "client" : "server");
    }

    /** Lines that a server refuses. */
    static List<Fixture> bad() {
        return fixtures("bad");
    }

    private static List<Fixture> fixtures(String folder) {
        List<Fixture> fixtures = new ArrayList<>();
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("fixtures").resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                fixtures.add(new Fixture(
                        name.substring(0, name.length() - ".json".length()), parse(Files.readString(file))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fixtures;
    }

    /** The kinds of line that one side says. */
    static Set<String> kinds(Side side) {
        return names(read(side.schema()).get("$defs"));
    }

    static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Of any line of a side. */
    JsonSchema schema(Side side) {
        return schemas.getSchema(DIRECTORY.resolve(side.schema()).toUri());
    }

    /** Of one kind of line. */
    JsonSchema schema(Side side, String kind) {
        return schemas.getSchema(
                SchemaLocation.of(DIRECTORY.resolve(side.schema()).toUri() + "#/$defs/" + kind));
    }

    /** The kinds that a line may be. */
    Set<String> kindsOf(Side side, JsonNode line) {
        Set<String> kinds = new TreeSet<>();
        for (String kind : kinds(side)) {
            if (schema(side, kind).validate(line).isEmpty()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }
}
