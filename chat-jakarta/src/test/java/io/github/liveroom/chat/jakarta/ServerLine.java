package io.github.liveroom.chat.jakarta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line from the server, as a client reads it: everything is kept.
 *
 * @param fields by name; a number is a {@link Long} or a {@link Double}, an object one of these, {@code null} is null
 */
record ServerLine(Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Whether a field is written out as {@code null}. */
    boolean isNull(String name) {
        return fields.containsKey(name) && fields.get(name) == null;
    }

    static ServerLine parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            Object line = value(parser, parser.nextToken());
            if (parser.nextToken() == null) {
                return (ServerLine) line;
            }
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
        throw new AssertionError("more than one object: " + text);
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    fields.put(name, value(parser, parser.nextToken()));
                }
                yield new ServerLine(fields);
            }
            case START_ARRAY -> {
                List<Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    elements.add(value(parser, next));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
