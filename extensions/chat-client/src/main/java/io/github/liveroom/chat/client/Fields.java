package io.github.liveroom.chat.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object: strings, {@code Long}s, {@code Double}s, {@code Boolean}s, lists and maps. A field that is null, or not of
 * the type that is asked for, is as absent: a newer server may know more than this client.
 */
record Fields(Map<String, Object> map) {
    static final Fields EMPTY = new Fields(Map.of());

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final int LONG_DIGITS = 18;

    /** Reads a line, or gives null if it is not one JSON object. */
    static @Nullable Fields parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            Fields fields = new Fields(object(parser));
            return parser.nextToken() == null ? fields : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes a line. */
    static String write(Map<String, ? extends @Nullable Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, ? extends @Nullable Object> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                write(json, field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter throws none
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                json.writeFieldName(String.valueOf(field.getKey()));
                write(json, field.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(value.toString());
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Object value = value(parser, parser.nextToken());
            if (value != null) {
                fields.put(name, value);
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getTextLength() <= LONG_DIGITS
                        ? (Object) parser.getLongValue()
                        : (Object) parser.getDoubleValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(parser, token);
            if (value != null) {
                elements.add(value);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    boolean isEmpty() {
        return map.isEmpty();
    }

    @Nullable
    String text(String name) {
        return map.get(name) instanceof String text ? text : null;
    }

    String text(String name, String otherwise) {
        return map.get(name) instanceof String text ? text : otherwise;
    }

    @Nullable
    Long number(String name) {
        return map.get(name) instanceof Long number ? number : null;
    }

    long number(String name, long otherwise) {
        return map.get(name) instanceof Long number ? number : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(map.get(name));
    }

    @Nullable
    Fields object(String name) {
        return map.get(name) instanceof Map<?, ?> object ? of(object) : null;
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        if (map.get(name) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> object) {
                    objects.add(of(object));
                }
            }
        }
        return objects;
    }

    @SuppressWarnings("unchecked") // all maps in here were made above
    private static Fields of(Map<?, ?> object) {
        return new Fields((Map<String, Object>) object);
    }
}
