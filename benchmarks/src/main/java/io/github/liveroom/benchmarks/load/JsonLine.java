package io.github.liveroom.benchmarks.load;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One flat JSON object of texts and numbers, in the order they are put. */
public final class JsonLine {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    public JsonLine put(String name, String text) {
        fields.put(name, text);
        return this;
    }

    public JsonLine put(String name, long number) {
        fields.put(name, number);
        return this;
    }

    /** Puts a number with four digits after the point at most; 0 in place of what is no number. */
    public JsonLine put(String name, double number) {
        BigDecimal rounded = Double.isFinite(number)
                ? BigDecimal.valueOf(number).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros()
                : BigDecimal.ZERO;
        fields.put(name, rounded);
        return this;
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A field as text, "" if absent. */
    public String text(String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }

    /** A field as number, 0 if absent or no number. */
    public double number(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    @Override
    public String toString() {
        StringBuilder json = new StringBuilder("{");
        fields.forEach((name, value) -> {
            json.append(json.length() == 1 ? "" : ",");
            quote(json, name);
            json.append(':');
            if (value instanceof BigDecimal decimal) {
                json.append(decimal.toPlainString());
            } else if (value instanceof Number) {
                json.append(value);
            } else {
                quote(json, value.toString());
            }
        });
        return json.append('}').toString();
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c < ' ' ? ' ' : c);
            }
        }
        json.append('"');
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static JsonLine parse(String json) {
        return new Parser(json).object();
    }

    private static final class Parser {
        private final String json;
        private int at;

        Parser(String json) {
            this.json = json;
        }

        JsonLine object() {
            JsonLine line = new JsonLine();
            take('{');
            while (!is('}')) {
                String name = quoted();
                take(':');
                if (is('"')) {
                    line.fields.put(name, quoted());
                } else {
                    line.fields.put(name, number());
                }
                if (!is('}')) {
                    take(',');
                }
            }
            return line;
        }

        private boolean is(char c) {
            return at < json.length() && json.charAt(at) == c;
        }

        private void take(char c) {
            if (!is(c)) {
                throw new IllegalArgumentException("no " + c + " at " + at + " of " + json);
            }
            at++;
        }

        private String quoted() {
            take('"');
            StringBuilder text = new StringBuilder();
            while (!is('"')) {
                if (is('\\')) {
                    at++;
                }
                if (at >= json.length()) {
                    throw new IllegalArgumentException("a text without end in " + json);
                }
                text.append(json.charAt(at++));
            }
            at++;
            return text.toString();
        }

        private BigDecimal number() {
            int from = at;
            while (at < json.length() && "+-.0123456789eE".indexOf(json.charAt(at)) >= 0) {
                at++;
            }
            try {
                return new BigDecimal(json.substring(from, at));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("no number at " + from + " of " + json, e);
            }
        }
    }
}
