package io.github.liveroom.chat.internal.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What Unicode says about characters and the JDK does not: look-alikes, default-ignorable ones, pictographs, viramas.
 * <p>Read once, on first use, from {@code confusables.txt} beside this class, and never changed. The file is
 * generated from Unicode's data by {@code ConfusablesGenerator} in the test sources; its head says from which version
 * and under which licence. Look-ups are binary searches.
 */
final class CharacterTable {
    private static final String RESOURCE = "confusables.txt";

    /** The code points that look like something else, ascending, and what each looks like. */
    private final int[] sources;

    private final String[] prototypes;

    /** Ranges as first, last, first, last, ..., ascending. */
    private final int[] ignorable;

    private final int[] pictographic;
    private final int[] viramas;

    private CharacterTable(Map<String, List<String>> lines) {
        ignorable = ranges(lines.getOrDefault("ignorable", List.of()));
        pictographic = ranges(lines.getOrDefault("pictographic", List.of()));
        viramas = ranges(lines.getOrDefault("virama", List.of()));
        TreeMap<Integer, String> looks = new TreeMap<>();
        lines.forEach((name, values) -> {
            if (Character.isUpperCase(name.charAt(0)) || Character.isDigit(name.charAt(0))) {
                addLooks(decode(name), ranges(values), looks);
            }
        });
        sources = looks.keySet().stream().mapToInt(Integer::intValue).toArray();
        prototypes = looks.values().toArray(String[]::new);
    }

    static CharacterTable get() {
        return Loaded.TABLE;
    }

    /** Unicode's Default_Ignorable_Code_Point: shown as nothing at all where a font does not support it. */
    boolean isIgnorable(int c) {
        return contains(ignorable, c);
    }

    /** Unicode's Extended_Pictographic: what emoji are built of, save flags and keycaps. */
    boolean isPictographic(int c) {
        return contains(pictographic, c);
    }

    /** Unicode's Canonical_Combining_Class 9: the signs that kill a vowel and join consonants in Indic scripts. */
    boolean isVirama(int c) {
        return contains(viramas, c);
    }

    /** Appends what the code point looks like: its prototype, or itself where it has none. */
    void appendPrototype(int c, StringBuilder to) {
        int at = Arrays.binarySearch(sources, c);
        if (at >= 0) {
            to.append(prototypes[at]);
        } else {
            to.appendCodePoint(c);
        }
    }

    private static boolean contains(int[] ranges, int c) {
        int at = Arrays.binarySearch(ranges, c);
        // Not a bound itself: inside a range when the next greater bound is a last one, which stand at odd places.
        return at >= 0 || ((-at - 1) & 1) == 1;
    }

    private static void addLooks(String prototype, int[] ranges, Map<Integer, String> to) {
        for (int i = 0; i < ranges.length; i += 2) {
            for (int c = ranges[i]; c <= ranges[i + 1]; c++) {
                to.put(c, prototype);
            }
        }
    }

    /** Reads code points like {@code AD} and ranges like {@code 200B-200F}. No streams: it is part of a server's start. */
    private static int[] ranges(List<String> values) {
        int[] bounds = new int[2 * values.size()];
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            int dash = value.indexOf('-');
            bounds[2 * i] = Integer.parseInt(value, 0, dash < 0 ? value.length() : dash, 16);
            bounds[2 * i + 1] = Integer.parseInt(value, dash + 1, value.length(), 16);
        }
        return bounds;
    }

    /** Reads a prototype like {@code 72+6E}. */
    private static String decode(String codePoints) {
        StringBuilder text = new StringBuilder();
        for (String c : codePoints.split("\\+", -1)) {
            text.appendCodePoint(Integer.parseInt(c, 16));
        }
        return text.toString();
    }

    /**
     * The first use of a holder class is the JVM's own way of doing a thing once, lazily and visibly to all threads.
     */
    private static final class Loaded {
        static final CharacterTable TABLE = load();

        private static CharacterTable load() {
            Map<String, List<String>> lines = new TreeMap<>();
            try (BufferedReader file = new BufferedReader(new InputStreamReader(
                    Objects.requireNonNull(CharacterTable.class.getResourceAsStream(RESOURCE), RESOURCE),
                    StandardCharsets.UTF_8))) {
                file.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                    String[] parts = line.split(" ", -1);
                    lines.computeIfAbsent(parts[0], name -> new ArrayList<>())
                            .addAll(Arrays.asList(parts).subList(1, parts.length));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new CharacterTable(lines);
        }
    }
}
