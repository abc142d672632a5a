package io.github.liveroom.containers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON value, for reading what came over the wire and for writing what goes. Equal when it means the same. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What a path that leads nowhere gives. */
    private static final Json ABSENT = new Json(new Object());

    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    static Json parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json json = new Json(read(parser));
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one JSON value in a line: " + abbreviated(text));
            }
            return json;
        } catch (IOException e) {
            throw new AssertionError("the server sent what is no JSON: " + abbreviated(text), e);
        }
    }

    private static @Nullable Object read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new AssertionError("the server sent an empty line");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (object.containsKey(name)) {
                        throw new AssertionError("the server sent a field twice: " + name);
                    }
                    object.put(name, read(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new AssertionError("unexpected " + token);
        };
    }

    /** What the path of field names leads to; {@link #exists} tells whether there is anything. */
    Json at(String... path) {
        Json here = this;
        for (String name : path) {
            here = here.value instanceof Map<?, ?> object && object.containsKey(name)
                    ? new Json(object.get(name))
                    : ABSENT;
        }
        return here;
    }

    /** Whether there is a value, perhaps null. */
    boolean exists() {
        return !equals(ABSENT);
    }

    boolean isNull() {
        return value == null;
    }

    boolean has(String field) {
        return at(field).exists();
    }

    String text() {
        return as(String.class);
    }

    long number() {
        return as(Long.class);
    }

    boolean yes() {
        return as(Boolean.class);
    }

    Set<String> fields() {
        Set<String> names = new LinkedHashSet<>();
        ((Map<?, ?>) as(Map.class)).keySet().forEach(name -> names.add((String) name));
        return names;
    }

    List<Json> items() {
        List<Json> items = new ArrayList<>();
        for (Object item : (List<?>) as(List.class)) {
            items.add(new Json(item));
        }
        return items;
    }

    boolean is(Object expected) {
        return expected instanceof Integer number ? Long.valueOf(number).equals(value) : expected.equals(value);
    }

    private <T> T as(Class<T> type) {
        if (!type.isInstance(value)) {
            throw new AssertionError("expected a " + type.getSimpleName() + ", not " + this);
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Json json && Objects.equals(value, json.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return exists() ? write(value) : "nothing";
    }

    /** For the messages of failures. */
    String abbreviated() {
        return abbreviated(toString());
    }

    private static String abbreviated(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "... (" + text.length() + " characters)";
    }

    // ---------------------------------------------------------------- writing

    /** Text that stands in the line as it is. */
    record Raw(String text) {}

    /** An object of fields that are given as name, value, name, value. */
    static String object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return write(object);
    }

    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Json json) {
            write(json.value, out);
        } else if (value instanceof Map<?, ?> object) {
            String separator = "{";
            for (Map.Entry<?, ?> field : object.entrySet()) {
                out.append(separator);
                quote(String.valueOf(field.getKey()), out);
                out.append(':');
                write(field.getValue(), out);
                separator = ",";
            }
            out.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> array) {
            String separator = "[";
            for (Object item : array) {
                out.append(separator);
                write(item, out);
                separator = ",";
            }
            out.append(array.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(text, out);
        } else if (value instanceof Raw raw) {
            out.append(raw.text());
        } else {
            out.append(value);
        }
    }

    /** Half surrogate pairs have no UTF-8 form and go as escapes. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                out.append(c).append(text.charAt(++i));
            } else if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
