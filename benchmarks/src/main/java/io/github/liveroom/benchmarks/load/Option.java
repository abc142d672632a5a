package io.github.liveroom.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run can be told as {@code --name value}, with its default. */
enum Option {
    MODE("fanout", "fanout, overload, idle, churn or slow"),
    DIALECT("liveroom", "liveroom, rawjson, socketio, cometd or stomp"),
    LABEL("", "a name for the output"),
    PORT("8080", "of the server, on 127.0.0.1"),
    PID("", "the server's process, to read its CPU and memory"),
    CODES("", "a file with one room code a line, for servers whose rooms exist already"),
    ROOMS("10", "rooms"),
    MEMBERS("100", "members in each room"),
    PUBS("1", "how many of the members of a room send"),
    WINDOW("4", "closed loop: messages under way in a room; one is done when all members have it"),
    AHEAD("1000000", "messages of a sender that may be under way; with so many it sends no more"),
    RATE("0", "open loop: publishes a second over all rooms, Poisson; 0 is the closed loop"),
    SIZE("64", "characters of a text"),
    WARM("8", "seconds that are not measured"),
    SECS("10", "seconds that are"),
    DRAIN("5", "seconds to wait at the end for what is under way while nothing comes"),
    SETTLE("0.5", "seconds between the last join and the first message"),
    SOURCES("200", "addresses that connections come from"),
    INFLIGHT("64", "how many connect at a time"),
    TIMEOUT("120", "seconds until everybody must be in"),
    STALL("3", "closed loop: seconds without progress after which a room goes on"),
    SPIN("true", "poll instead of waiting: to be had for a core of its own"),
    SEED("1", "of the random times"),
    HOLD("10", "idle: seconds to look on"),
    GC("false", "idle, slow: ask the server's JVM for a garbage collection before each look at its memory"),
    CHURN("32", "churn: how many come and go at a time"),
    OVERLOAD("30", "overload: seconds of it"),
    OVERRATE("0", "overload: publishes a second in it; RATE before and after"),
    AFTER("8", "overload: seconds to look on afterwards");

    private final String fallback;
    private final String meaning;

    Option(String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    String fallback() {
        return fallback;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String usage() {
        return Arrays.stream(values())
                .map(option -> String.format(
                        Locale.ROOT, "  --%-10s %s [%s]", option.label(), option.meaning, option.fallback))
                .collect(Collectors.joining("\n"));
    }
}
