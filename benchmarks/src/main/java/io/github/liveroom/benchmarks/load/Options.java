package io.github.liveroom.benchmarks.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a run was told. */
final class Options {
    private final Map<Option, String> given = new EnumMap<>(Option.class);

    private Options() {}

    /** @throws IllegalArgumentException if there is no such option, or one without value */
    static Options parse(List<String> arguments) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            Option option = Arrays.stream(Option.values())
                    .filter(known -> name.equals("--" + known.label()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no option " + name));
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " has no value");
            }
            options.given.put(option, arguments.get(i + 1));
        }
        return options;
    }

    String text(Option option) {
        return given.getOrDefault(option, option.fallback());
    }

    /** A number that is not negative. */
    int integer(Option option) {
        int value;
        try {
            value = Integer.parseInt(text(option));
        } catch (NumberFormatException e) {
            value = -1;
        }
        if (value < 0) {
            throw new IllegalArgumentException(
                    "--" + option.label() + " " + text(option) + " is not a number from 0 on");
        }
        return value;
    }

    double decimal(Option option) {
        try {
            return Double.parseDouble(text(option));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + option.label() + " " + text(option) + " is not a number", e);
        }
    }

    long nanos(Option option) {
        return (long) (decimal(option) * 1e9);
    }

    boolean flag(Option option) {
        return Boolean.parseBoolean(text(option));
    }
}
