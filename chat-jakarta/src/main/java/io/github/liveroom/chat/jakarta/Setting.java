package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.wire.CommandReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that can be set from outside, each with one name that is used everywhere; see {@link Settings}. Defaults and
 * ranges are those of the builders.
 */
enum Setting {
    RECONNECT_GRACE(
            "15s",
            "how long a member who lost the connection keeps name and seat",
            duration((b, v) -> b.rooms().reconnectGrace(v))),
    EMPTY_GRACE(
            "60s",
            "how long an empty room waits before it closes; never: it stays",
            (b, v) -> b.rooms().emptyGrace(v.equals("never") ? null : asDuration(v))),
    CODE_REST(
            "10m",
            "how long the code of a closed room is not given to another",
            duration((b, v) -> b.rooms().codeRest(v))),
    CODES("letters", "letters: A to Z; private: eight consonants, shown as XXXX-XXXX", (b, v) -> b.codes(v)),
    CODE_LENGTH(
            "4",
            "the shortest room code, 4 to 16; codes grow by themselves as rooms become many",
            number((b, v) -> b.rooms().codeLength(v))),
    MAX_MEMBERS("500", "seats in a room", number((b, v) -> b.rooms().maxMembers(v))),
    MAX_ROOMS("10000", "open rooms in all", number((b, v) -> b.rooms().maxRooms(v))),
    NAME_LENGTH(
            "32", "the longest name, in code points", number((b, v) -> b.rooms().nameLength(v))),
    TEXT_LENGTH("4000", "the longest message, in code points", number((b, v) -> b.textLength(v))),
    RETAIN("1000", "entries that a room keeps", number((b, v) -> b.rooms().retain(v))),
    RETAIN_AGE(
            "24h",
            "how long a room keeps an entry",
            duration((b, v) -> b.rooms().retainAge(v))),
    RETAIN_BYTES(
            "1048576",
            "bytes of entries that a room keeps",
            number((b, v) -> b.rooms().retainBytes(v))),
    HISTORY_BYTES(
            "268435456",
            "bytes of entries that all rooms together keep; beyond that those that keep most give up their oldest",
            large((b, v) -> b.rooms().historyBytes(v))),
    RECOVER(
            "500",
            "missed entries that somebody who comes back gets at the most",
            number((b, v) -> b.rooms().recover(v))),
    EDIT_WINDOW(
            "15m",
            "how long a message can be edited by its author",
            duration((b, v) -> b.rooms().editWindow(v))),
    BAN_ADDRESSES(
            "true",
            "whether a ban keeps a guest out by address too",
            flag((b, v) -> b.rooms().banAddresses(v))),
    FRAMES_PER_SECOND(
            "60",
            "frames a second to each client of a busy room, which hold all that was said; 0: no message waits for others",
            number((b, v) -> b.rooms().framesPerSecond(v))),
    BUSY_AFTER(
            "100ms",
            "how late a room may be, if it is that for a second, before nobody new is let in; 0s: however late",
            duration((b, v) -> b.rooms().busyAfter(v))),
    FEATURES(
            String.join(",", CommandReader.FEATURES),
            "what clients may ask for, separated by commas",
            list((b, v) -> b.features(v))),
    PING("25s", "how often a client is asked for a sign of life", duration((b, v) -> b.ping(v))),
    SILENT_LIMIT("15s", "how long a new connection may stay without a command", duration((b, v) -> b.silentLimit(v))),
    QUEUE_BYTES("524288", "bytes that may wait for a slow client", number((b, v) -> b.queueBytes(v))),
    ANSWER_BYTES(
            "67108864",
            "bytes of answers that may wait for all clients together; beyond that those who hold most are closed as too slow",
            large((b, v) -> b.answerBytes(v))),
    ROOMS_PER_CONNECTION("16", "rooms that one connection may be in", number((b, v) -> b.roomsPerConnection(v))),
    UNACKED("8", "messages of a connection that may wait for their answer", number((b, v) -> b.unacked(v))),
    COMMANDS_PER_SECOND("20", "commands of a connection in the long run", number((b, v) -> b.commandsPerSecond(v))),
    COMMANDS_BURST("100", "commands of a connection in a row", number((b, v) -> b.commandsBurst(v))),
    BYTES_PER_SECOND(
            "1048576",
            "bytes of a connection in the long run; as many of the largest frames in a row as commands",
            number((b, v) -> b.bytesPerSecond(v))),
    JOINS_PER_SECOND(
            "50",
            "joins from one address in the long run; twice as many in a row",
            number((b, v) -> b.joinsPerSecond(v))),
    GUESSES_PER_MINUTE("5", "look-ups of unknown codes from one address", number((b, v) -> b.guessesPerMinute(v))),
    PASSPHRASES_PER_MINUTE(
            "5", "wrong passphrases and owner secrets from one address", number((b, v) -> b.passphrasesPerMinute(v))),
    PASSPHRASES_PER_ROOM(
            "100",
            "wrong passphrases and owner secrets in one room, a minute, from all addresses together",
            number((b, v) -> b.passphrasesPerRoom(v))),
    MAX_CONNECTIONS("20000", "open connections in all", number((b, v) -> b.maxConnections(v))),
    PENDING_CONNECTIONS(
            "5000",
            "open connections that have sent no command yet; beyond that the one that has been silent for longest is closed",
            number((b, v) -> b.pendingConnections(v))),
    CONNECTIONS_PER_ADDRESS("1000", "open connections of one address", number((b, v) -> b.connectionsPerAddress(v))),
    CONNECTIONS_PER_MEMBER(
            "32",
            "open connections of one person: of an identity, or of a guest's browser",
            number((b, v) -> b.connectionsPerMember(v))),
    HANDSHAKES_PER_SECOND(
            "50",
            "connections that one address may begin in the long run; in a row, twice that and twice what it may have open",
            number((b, v) -> b.handshakesPerSecond(v))),
    ROOMS_PER_ADDRESS("500", "open rooms created from one address", number((b, v) -> b.roomsPerAddress(v))),
    ROOMS_PER_MEMBER(
            "100",
            "open rooms created by one person: by an identity, or from a guest's browser",
            number((b, v) -> b.roomsPerMember(v))),
    AUTHENTICATION(
            Authentication.GUESTS,
            "who is let in: guests: everybody; principal: whom the container has logged in; session:NAME: whose HTTP session has"
                    + " that attribute; several, separated by commas: asked in that order",
            list((b, v) -> b.authentication(v))),
    PUBLIC_ORIGIN(
            "",
            "origin at which browsers see this application, such as https://chat.example; empty: what each request says",
            (b, v) -> b.publicOrigin(v.isEmpty() ? null : v)),
    STOP_WITHIN("10s", "how long a stop waits for clients", duration((b, v) -> b.stopWithin(v))),
    RETURNS_PER_SECOND(
            "1000",
            "clients a second that come back after a stop, spread over 2 s to 60 s",
            number((b, v) -> b.returnsPerSecond(v))),
    ORIGINS("", "origins of other sites whose pages may connect, separated by commas", list((b, v) -> b.origins(v))),
    FRAME_ANCESTORS(
            "none",
            "whose pages may show the chat's in a frame: none, or origins separated by commas, and self for its own",
            list((b, v) -> b.frameAncestors(v.equals(List.of("none")) ? List.of() : v))),
    ORIGIN_REQUIRED(
            "auto",
            "whether a client has to say which origin it is of: true, false, or auto, which means if the host authenticates by"
                    + " cookie",
            (b, v) -> b.originRequired(v.equals("auto") ? null : (Boolean) asFlag(v))),
    TRUSTED_PROXIES(
            "",
            "addresses or networks of proxies whose X-Forwarded headers count, separated by commas",
            list((b, v) -> b.trustedProxies(v))),
    METRICS_TOKEN(
            "",
            "with this as Authorization: Bearer /liveroom/metrics shows numbers, without it nobody sees any; at least 16"
                    + " characters",
            (b, v) -> b.metricsToken(v)),
    JMX("false", "whether the numbers are shown over JMX too", flag((b, v) -> b.jmx(v))),
    CHECK("true", "whether /liveroom/check shows a page that checks the way to the server", flag((b, v) -> b.check(v))),
    ADMIN(
            "false",
            "whether /liveroom/admin shows rooms and members to whoever has the role liveroom-admin in the container",
            flag((b, v) -> b.admin(v)));

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final String fallback;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above hold nothing
    private final BiConsumer<ChatGatewayBuilder, String> apply;

    Setting(String fallback, String meaning, BiConsumer<ChatGatewayBuilder, String> apply) {
        this.fallback = fallback;
        this.meaning = meaning;
        this.apply = apply;
    }

    /** Such as {@code reconnect-grace}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Such as {@code reconnectGrace}. */
    String builderMethod() {
        String[] words = label().split("-");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    String fallback() {
        return fallback;
    }

    String meaning() {
        return meaning;
    }

    /**
     * Sets it.
     *
     * @throws IllegalArgumentException if the value is not valid; one line that names setting and rule
     */
    void apply(ChatGatewayBuilder builder, String value) {
        try {
            apply.accept(builder, value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(oneLine("Setting " + label() + ": " + e.getMessage()), e);
        }
    }

    /** Whatever an operator's value has in it. */
    static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }

    static Optional<Setting> named(String label) {
        return Arrays.stream(values())
                .filter(setting -> setting.label().equals(label))
                .findFirst();
    }

    private static BiConsumer<ChatGatewayBuilder, String> duration(BiConsumer<ChatGatewayBuilder, Duration> set) {
        return (builder, value) -> set.accept(builder, asDuration(value));
    }

    private static BiConsumer<ChatGatewayBuilder, String> flag(BiConsumer<ChatGatewayBuilder, Boolean> set) {
        return (builder, value) -> set.accept(builder, asFlag(value));
    }

    private static boolean asFlag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("\"" + value + "\" is neither true nor false");
        };
    }

    private static BiConsumer<ChatGatewayBuilder, String> number(BiConsumer<ChatGatewayBuilder, Integer> set) {
        return (builder, value) -> set.accept(builder, asNumber(value));
    }

    private static BiConsumer<ChatGatewayBuilder, String> large(BiConsumer<ChatGatewayBuilder, Long> set) {
        return (builder, value) -> set.accept(builder, asLargeNumber(value));
    }

    private static BiConsumer<ChatGatewayBuilder, String> list(BiConsumer<ChatGatewayBuilder, List<String>> set) {
        return (builder, value) -> set.accept(
                builder,
                Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList());
    }

    private static Duration asDuration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + value + "\" is no duration such as 1500ms, 15s, 10m or 24h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static long asLargeNumber(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + value + "\" is no whole number up to " + Long.MAX_VALUE, e);
        }
    }

    private static int asNumber(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + value + "\" is no whole number up to " + Integer.MAX_VALUE, e);
        }
    }
}
