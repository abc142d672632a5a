package io.github.liveroom.chat.jakarta.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.liveroom.chat.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line from a client: a JSON object. Of what no command asks for nothing is kept: a line may have to wait, and a frame of
 * 64 KiB holds thousands of objects. A field that is {@code null} is as absent.
 *
 * @param fields by name
 * @param hasOthers whether there are fields that no command knows
 */
public record Line(Map<String, Object> fields, boolean hasOthers) {
    /** The largest number of which a browser knows all digits, and one more. */
    static final long NUMBERS_END = 1L << 53;

    private static final int MAX_NESTING = 8;

    /** One more than any list may have, so that one that is too long is still seen to be. */
    private static final int MAX_ELEMENTS = Command.Send.MAX_TO + 1;

    /** All fields of all commands, and of the objects in them. */
    private static final Set<String> KNOWN = Set.of(
            "after",
            "before",
            "cid",
            "cmd",
            "codeLength",
            "emoji",
            "epoch",
            "forMs",
            "id",
            "keep",
            "limit",
            "locked",
            "maxMembers",
            "member",
            "name",
            "offset",
            "on",
            "owner",
            "passphrase",
            "reason",
            "replyTo",
            "resume",
            "role",
            "room",
            "since",
            "slowModeMs",
            "status",
            "tail",
            "target",
            "text",
            "title",
            "to",
            "token");

    private static final JsonFactory JSON = JsonFactory.builder()
            // What clients call their fields is not to be kept for the life of the JVM.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // The default of this version. That of older ones is kept by the container's threads when the application
            // has gone.
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    // Frames are bounded, and what is in an unknown field is nobody's business.
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Written out as {@code null}: as absent, unless somebody asks. */
    private static final Object NULL = new Object();

    /** Something that no field is: a number that is not an integer of at most 53 bits, or more structure than any has. */
    private static final Object OTHER = new Object();

    /** The line is not of this protocol. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String rule) {
            super(rule, null, false, false);
        }
    }

    /** A field is missing, of the wrong type or out of range. */
    public static final class BadField extends Exception {
        private static final long serialVersionUID = 1L;

        BadField(String rule) {
            super(rule, null, false, false);
        }
    }

    /**
     * Reads a line.
     *
     * @param text the line
     * @return the object
     * @throws Malformed if it is not one JSON object, or one that is nested more than 8 deep; the message names the rule
     */
    public static Line parse(String text) throws Malformed {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("a line is a JSON object");
            }
            Line line = object(parser, true);
            if (parser.nextToken() != null) {
                throw new Malformed("a line is one JSON object");
            }
            return line;
        } catch (IOException e) {
            throw new Malformed("a line is a JSON object, nested at most " + MAX_NESTING + " deep");
        }
    }

    private static Line object(JsonParser parser, boolean whole) throws IOException {
        Map<String, Object> fields = new HashMap<>(8);
        boolean hasOthers = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (KNOWN.contains(name)) {
                Object value = value(parser, token, whole);
                fields.put(name, value == null ? NULL : value);
            } else {
                parser.skipChildren();
                hasOthers |= token != JsonToken.VALUE_NULL;
            }
        }
        return new Line(fields, hasOthers);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, boolean whole) throws IOException {
        if (token.isStructStart() && !whole) {
            parser.skipChildren();
            return OTHER;
        }
        return switch (token) {
            case START_OBJECT -> object(parser, false);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> integer(parser.getText());
            case VALUE_NUMBER_FLOAT -> OTHER;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Object value = value(parser, token, false);
            if (elements.size() < MAX_ELEMENTS) {
                elements.add(value == null ? OTHER : value);
            }
        }
        return elements;
    }

    private static Object integer(String digits) {
        if (digits.length() > 17 || digits.equals("-0")) {
            return OTHER;
        }
        long number = Long.parseLong(digits);
        return number < NUMBERS_END && number > -NUMBERS_END ? (Object) number : OTHER;
    }

    /**
     * Whether this is the line {@code {}}, with which pings are answered.
     *
     * @return true if there is no field
     */
    public boolean isEmpty() {
        return !hasOthers && fields.values().stream().allMatch(value -> value == NULL);
    }

    /**
     * Whether a field is there and not {@code null}.
     *
     * @param name the field
     * @return whatever it holds
     */
    public boolean has(String name) {
        return fields.containsKey(name) && !isNull(name);
    }

    /**
     * Whether a field is written out as {@code null}.
     *
     * @param name the field
     * @return false if it is absent or something else
     */
    public boolean isNull(String name) {
        return fields.get(name) == NULL;
    }

    /**
     * The number of the command.
     *
     * @return 0 to 2⁵³ - 1
     * @throws Malformed if there is none
     */
    public long id() throws Malformed {
        if (fields.get("id") instanceof Long id && id >= 0) {
            return id;
        }
        throw new Malformed("a line has an id, an integer from 0 to 2^53 - 1");
    }

    /**
     * A text field.
     *
     * @param name the field
     * @return its value, or null if it is absent
     * @throws BadField if it is something else
     */
    public @Nullable String text(String name) throws BadField {
        return field(name, String.class, "a string");
    }

    /**
     * A field that is true or false.
     *
     * @param name the field
     * @return its value, or null if it is absent
     * @throws BadField if it is something else
     */
    public @Nullable Boolean flag(String name) throws BadField {
        return field(name, Boolean.class, "true or false");
    }

    /**
     * An object within the line.
     *
     * @param name the field
     * @return its value, or null if it is absent
     * @throws BadField if it is something else
     */
    public @Nullable Line object(String name) throws BadField {
        return field(name, Line.class, "an object");
    }

    /**
     * A field with a list of texts.
     *
     * @param name the field
     * @return its values, or null if it is absent
     * @throws BadField if it is something else
     */
    public @Nullable List<String> texts(String name) throws BadField {
        List<?> values = field(name, List.class, "a list of strings");
        if (values == null) {
            return null;
        }
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof String text)) {
                throw new BadField(name + " is a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    /**
     * A field with a whole number.
     *
     * @param name the field
     * @param min the smallest that is allowed
     * @param max the largest that is allowed
     * @return its value, or null if it is absent
     * @throws BadField if it is something else or out of range
     */
    public @Nullable Long number(String name, long min, long max) throws BadField {
        Long number = field(name, Long.class, "a whole number");
        if (number != null && (number < min || number > max)) {
            throw new BadField(name + " is " + min + " to " + max);
        }
        return number;
    }

    /**
     * An offset.
     *
     * @param name the field
     * @param min the smallest that is allowed
     * @return its value, or null if it is absent
     * @throws BadField if it is something else or out of range
     */
    public @Nullable Long offset(String name, long min) throws BadField {
        return number(name, min, NUMBERS_END - 1);
    }

    /**
     * A field that has to be there.
     *
     * @param <T> the type
     * @param name the field
     * @param value its value, or null if it is absent
     * @return its value
     * @throws BadField if it is absent
     */
    public static <T> T required(String name, @Nullable T value) throws BadField {
        if (value == null) {
            throw new BadField(name + " is missing");
        }
        return value;
    }

    private <T> @Nullable T field(String name, Class<T> type, String wanted) throws BadField {
        Object value = fields.get(name);
        if (value == null || value == NULL) {
            return null;
        } else if (!type.isInstance(value)) {
            throw new BadField(name + " is " + wanted);
        }
        return type.cast(value);
    }
}
