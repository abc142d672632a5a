package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.RoomCodeGenerator;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.spi.TimerThread;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    /** For each a value that is not the default. */
    private static final Map<Setting, String> OTHER_VALUES = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.RECONNECT_GRACE, "1500ms"),
            Map.entry(Setting.EMPTY_GRACE, "2m"),
            Map.entry(Setting.CODE_REST, "1h"),
            Map.entry(Setting.CODES, "private"),
            Map.entry(Setting.CODE_LENGTH, "6"),
            Map.entry(Setting.MAX_MEMBERS, "7"),
            Map.entry(Setting.MAX_ROOMS, "8"),
            Map.entry(Setting.NAME_LENGTH, "20"),
            Map.entry(Setting.TEXT_LENGTH, "500"),
            Map.entry(Setting.RETAIN, "100"),
            Map.entry(Setting.RETAIN_AGE, "1h"),
            Map.entry(Setting.RETAIN_BYTES, "100000"),
            Map.entry(Setting.RECOVER, "50"),
            Map.entry(Setting.EDIT_WINDOW, "1m"),
            Map.entry(Setting.BAN_ADDRESSES, "false"),
            Map.entry(Setting.FRAMES_PER_SECOND, "50"),
            Map.entry(Setting.FEATURES, "edit,whisper"),
            Map.entry(Setting.PING, "10s"),
            Map.entry(Setting.SILENT_LIMIT, "5s"),
            Map.entry(Setting.QUEUE_BYTES, "100000"),
            Map.entry(Setting.ROOMS_PER_CONNECTION, "2"),
            Map.entry(Setting.UNACKED, "3"),
            Map.entry(Setting.COMMANDS_PER_SECOND, "5"),
            Map.entry(Setting.COMMANDS_BURST, "6"),
            Map.entry(Setting.JOINS_PER_SECOND, "7"),
            Map.entry(Setting.GUESSES_PER_MINUTE, "8"),
            Map.entry(Setting.PASSPHRASES_PER_MINUTE, "11"),
            Map.entry(Setting.PASSPHRASES_PER_ROOM, "12"),
            Map.entry(Setting.CONNECTIONS_PER_ADDRESS, "9"),
            Map.entry(Setting.ROOMS_PER_ADDRESS, "10"),
            Map.entry(Setting.ORIGINS, "https://a.example, https://b.example:8443"),
            Map.entry(Setting.ORIGIN_REQUIRED, "true"),
            Map.entry(Setting.TRUSTED_PROXIES, "10.0.0.0/8,::1")));

    /** What is set, by the names of the builders' fields. */
    private static Map<String, Object> valuesOf(ChatGatewayBuilder builder) {
        Map<String, Object> values = new TreeMap<>();
        read(builder, values);
        read(builder.rooms(), values);
        values.replaceAll((name, value) -> value instanceof RoomCodeGenerator codes
                ? codes.next(new Random(1), 4, 0).value() // generators are compared by what they make
                : value);
        values.values()
                .removeIf(value -> value != null
                        && value.getClass()
                                .getName()
                                .matches("java\\.security.*|.*Lambda.*|.*Authenticator.*|.*RoomServiceBuilder"));
        return values;
    }

    private static void read(Object builder, Map<String, Object> values) {
        for (Field field : builder.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                try {
                    field.setAccessible(true);
                    values.put(field.getName(), field.get(builder));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static Map<String, Object> valuesWith(Settings settings) {
        ChatGatewayBuilder builder = ChatGateway.builder();
        settings.applyTo(builder);
        return valuesOf(builder);
    }

    private static Map<String, Object> defaults() {
        return valuesOf(ChatGateway.builder());
    }

    private static Settings parse(String name, String value) {
        return Settings.parse(Map.of(name, value));
    }

    private static String messageOf(String name, String value) {
        try {
            parse(name, value);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        throw new AssertionError(name + "=" + value + " is taken");
    }

    // ---------------------------------------------------------------- names

    @ParameterizedTest
    @EnumSource(Setting.class)
    void hasABuilderMethodOfItsName(Setting setting) {
        assertThat(Stream.of(ChatGatewayBuilder.class, RoomServiceBuilder.class)
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .filter(method -> method.getName().equals(setting.builderMethod())
                                && method.getParameterCount() == 1
                                && method.getReturnType() == method.getDeclaringClass()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void isNamedInLowerCaseWithDashes(Setting setting) {
        assertThat(setting.label()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Setting.named(setting.label())).contains(setting);
        assertThat(setting.meaning()).isNotBlank().doesNotContain("|", "\n");
    }

    @Test
    void theNamesThatScriptsRelyOnAreThere() {
        assertThat(Arrays.stream(Setting.values()).map(Setting::label))
                .contains(
                        "reconnect-grace",
                        "empty-grace",
                        "code-rest",
                        "ping",
                        "silent-limit",
                        "code-length",
                        "max-members",
                        "retain",
                        "commands-per-second",
                        "commands-burst",
                        "joins-per-second",
                        "guesses-per-minute",
                        "connections-per-address",
                        "rooms-per-address",
                        "max-rooms",
                        "origins",
                        "origin-required",
                        "trusted-proxies");
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(Setting.SILENT_LIMIT.label()).isEqualTo("silent-limit");
            assertThat(Setting.SILENT_LIMIT.builderMethod()).isEqualTo("silentLimit");
            assertThat(valuesWith(Settings.from(Map.of(), Map.of("LIVEROOM_SILENT_LIMIT", "5s"), Map.of())))
                    .containsEntry("silentLimit", Duration.ofSeconds(5));
        } finally {
            Locale.setDefault(before);
        }
    }

    // ---------------------------------------------------------------- defaults

    @Test
    void everyFallbackIsTheBuildersDefault() {
        Map<String, String> fallbacks =
                Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::label, Setting::fallback));
        assertThat(valuesWith(Settings.parse(fallbacks))).isEqualTo(defaults());
        assertThat(valuesWith(Settings.defaults())).isEqualTo(defaults());
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void setsItsOwnFieldAndNoOther(Setting setting) {
        Map<String, Object> expected = defaults();
        Map<String, Object> values = valuesWith(parse(setting.label(), OTHER_VALUES.get(setting)));
        String field = setting.builderMethod();
        assertThat(values.get(field)).as(field).isNotEqualTo(expected.get(field));
        expected.put(field, values.get(field));
        assertThat(values).isEqualTo(expected);
    }

    @Test
    void opensAGatewayWithWhatWasSet() {
        try (ChatGateway gateway = ChatGateway.open(Settings.parse(
                Map.of("retain", "33", "max-members", "7", "text-length", "10000", "unacked", "3", "ping", "2s")))) {
            assertThat(gateway.rooms().limits().retain()).isEqualTo(33);
            assertThat(gateway.rooms().limits().maxMembers()).isEqualTo(7);
            assertThat(gateway.connections().rules().unacked()).isEqualTo(3);
            assertThat(gateway.connections().rules().ping()).isEqualTo(Duration.ofSeconds(2));
            assertThat(gateway.connections().rules().frame()).isEqualTo(12 * 10_000 + 4096);
        }
    }

    // ---------------------------------------------------------------- values

    @ParameterizedTest
    @CsvSource({
        "1500ms,1500",
        "15s,15000",
        "10m,600000",
        "24h,86400000",
        "0s,0",
        "' 7s ',7000",
        "999999999h,3599999996400000"
    })
    void readsDurations(String value, long millis) {
        assertThat(valuesWith(parse("reconnect-grace", value)))
                .containsEntry("reconnectGrace", Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "15",
                "s",
                "15 s",
                "15S",
                "-15s",
                "+15s",
                "1.5s",
                "15sec",
                "PT15S",
                "1h30m",
                "9999999999s",
                "١٥s",
                "never"
            })
    void refusesWhatIsNoDuration(String value) {
        assertThat(messageOf("reconnect-grace", value))
                .isEqualTo("Setting reconnect-grace: \"" + value + "\" is no duration such as 1500ms, 15s, 10m or 24h");
    }

    @Test
    void anEmptyRoomMayStayForever() {
        assertThat(valuesWith(parse("empty-grace", "never"))).containsEntry("emptyGrace", null);
        assertThat(valuesWith(parse("empty-grace", " 0s "))).containsEntry("emptyGrace", Duration.ZERO);
        assertThat(messageOf("empty-grace", "ever")).startsWith("Setting empty-grace: ");
    }

    @Test
    void aGraceOfAThousandCenturiesDoesNotBreakTheTimers() {
        Duration grace =
                (Duration) valuesWith(parse("reconnect-grace", "999999999h")).get("reconnectGrace");
        try (TimerThread timer = new TimerThread("test")) {
            timer.schedule(() -> {}, grace).cancel();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1.0", "1e3", "0x10", "3000000000", "1 000", "ten"})
    void refusesWhatIsNoNumber(String value) {
        assertThat(messageOf("retain", value))
                .isEqualTo("Setting retain: \"" + value + "\" is no whole number up to 2147483647");
    }

    @ParameterizedTest
    @CsvSource({
        "ping,9ms,ping is at least 10 ms",
        "silent-limit,0s,silentLimit is at least 10 ms",
        "code-length,3,codeLength is 4 to 16",
        "code-length,17,codeLength is 4 to 16",
        "max-members,0,maxMembers is 1 to",
        "max-rooms,0,maxRooms is 1 to",
        "name-length,129,nameLength is 1 to 128",
        "text-length,0,textLength is 1 to",
        "text-length,100001,textLength is 1 to 100000",
        "retain,0,retain is 1 to",
        "retain-age,0s,retainAge is more than zero",
        "retain-bytes,1023,retainBytes is at least 1024",
        "recover,0,recover is 1 to",
        "queue-bytes,16383,queueBytes is at least 16384",
        "rooms-per-connection,0,roomsPerConnection is at least 1",
        "unacked,0,unacked is at least 1",
        "commands-per-second,0,commandsPerSecond is at least 1",
        "commands-burst,-1,commandsBurst is at least 1",
        "joins-per-second,0,joinsPerSecond is at least 1",
        "guesses-per-minute,0,guessesPerMinute is at least 1",
        "passphrases-per-minute,0,passphrasesPerMinute is at least 1",
        "passphrases-per-room,0,passphrasesPerRoom is at least 1",
        "origin-required,yes,\"yes\" is neither true nor false",
        "ban-addresses,yes,\"yes\" is neither true nor false",
        "connections-per-address,0,connectionsPerAddress is at least 1",
        "rooms-per-address,0,roomsPerAddress is at least 1",
        "codes,digits,codes are letters or private",
        "origins,example.org,is no origin such as https://example.org",
        "origins,*,is no origin",
        "origins,https://*.example.org,is no origin",
        "origins,https://example.org/,is no origin",
        "trusted-proxies,localhost,is no address or network",
        "trusted-proxies,10.0.0.0/33,prefix length that is not 0 to 32"
    })
    void saysInOneLineWhichSettingBreaksWhichRule(String name, String value, String rule) {
        assertThat(messageOf(name, value))
                .startsWith("Setting " + name + ": ")
                .contains(rule)
                .doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void staysInOneLineWhateverTheValueIs(Setting setting) {
        assertThat(messageOf(setting.label(), "x\n\r\ty"))
                .startsWith("Setting " + setting.label() + ": ")
                .matches("\\P{Cntrl}+");
    }

    @Test
    void readsListsWithCommas() {
        assertThat(valuesWith(parse("origins", " https://a.example , ,https://b.example:8443,")))
                .containsEntry("origins", List.of("https://a.example", "https://b.example:8443"));
        assertThat(valuesWith(parse("trusted-proxies", "")).get("trustedProxies"))
                .isEqualTo(List.of());
    }

    // ---------------------------------------------------------------- where they come from

    @ParameterizedTest
    @EnumSource(Setting.class)
    void takesEachFromEveryPlace(Setting setting) {
        String label = setting.label();
        String value = OTHER_VALUES.get(setting);
        Map<String, Object> expected = valuesWith(parse(label, value));
        String variable = "LIVEROOM_" + label.toUpperCase(Locale.ROOT).replace('-', '_');
        assertThat(valuesWith(Settings.from(Map.of("liveroom." + label, value), Map.of(), Map.of())))
                .isEqualTo(expected);
        assertThat(valuesWith(Settings.from(Map.of(), Map.of(variable, value), Map.of())))
                .isEqualTo(expected);
        assertThat(valuesWith(Settings.from(Map.of(), Map.of(), Map.of("liveroom." + label, value))))
                .isEqualTo(expected);
    }

    @Test
    void takesDotsAndUnderscoresForDashes() {
        for (String name : List.of("liveroom.code.length", "liveroom.code_length", "liveroom.code-length")) {
            assertThat(valuesWith(Settings.from(Map.of(), Map.of(), Map.of(name, "6"))))
                    .containsEntry("codeLength", 6);
        }
    }

    @Test
    void propertiesGoBeforeTheEnvironmentAndThatBeforeContextParams() {
        Map<String, String> params = Map.of("liveroom.retain", "1", "liveroom.recover", "1", "liveroom.unacked", "1");
        Map<String, String> environment = Map.of("LIVEROOM_RETAIN", "2", "LIVEROOM_RECOVER", "2");
        Map<String, String> properties = Map.of("liveroom.retain", "3");
        assertThat(valuesWith(Settings.from(params, environment, properties)))
                .containsEntry("retain", 3)
                .containsEntry("recover", 2)
                .containsEntry("unacked", 1);
    }

    @Test
    void ignoresWhatIsNotOurs() {
        assertThat(valuesWith(Settings.from(
                        Map.of(
                                "retain",
                                "1",
                                "com.example.liveroom.retain",
                                "1",
                                "liveroom",
                                "1",
                                "liveroom.auto",
                                "false"),
                        Map.of(
                                "RETAIN",
                                "1",
                                "PATH",
                                "/bin",
                                "liveroom_retain",
                                "1",
                                "LIVEROOM_BROWSER",
                                "/bin/chromium"),
                        Map.of("user.dir", "/", "liveroomretain", "1", "liveroom.seed", "7"))))
                .isEqualTo(defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"browser", "browser.required", "war", "jar", "seed", "sequences", "chaos"})
    void whatMayBeSetForAProcessIsNoSettingOfAServer(String name) {
        Map<String, String> given = Map.of("liveroom." + name, "1");
        assertThat(valuesWith(Settings.from(Map.of(), Map.of(), given))).isEqualTo(defaults());
        assertThatThrownBy(() -> Settings.from(given, Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no setting \"" + name.replace('.', '-') + "\"");
        assertThat(messageOf(name, "1")).startsWith("There is no setting");
    }

    @Test
    void readsTheSystemPropertiesOfThisProcess() {
        System.setProperty("liveroom.retain", "44");
        try {
            assertThat(valuesWith(Settings.fromEnvironment(Map.of("liveroom.retain", "1"))))
                    .containsEntry("retain", 44);
        } finally {
            System.clearProperty("liveroom.retain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Retain", "RETAIN", "retain ", "retention", "retain\nlines"})
    void anUnknownNameListsWhatThereIsInOneLine(String name) {
        assertThat(messageOf(name, "1"))
                .startsWith("There is no setting \"")
                .contains(Arrays.stream(Setting.values()).map(Setting::label).toArray(String[]::new))
                .doesNotContain("\n");
    }

    @Test
    void anUnknownNameStopsWhereverItComesFrom() {
        assertThatThrownBy(() -> Settings.from(Map.of("liveroom.colour", "red"), Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"colour\"");
        assertThatThrownBy(() -> Settings.from(Map.of(), Map.of("LIVEROOM_CODE_COLOUR", "red"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"code-colour\"");
        assertThatThrownBy(() -> Settings.from(Map.of(), Map.of(), Map.of("liveroom.colour", "red")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderOfSettingsDoesNotMatter() {
        Map<String, String> backwards = new LinkedHashMap<>();
        List<Setting> settings = Arrays.asList(Setting.values());
        for (int i = settings.size() - 1; i >= 0; i--) {
            backwards.put(settings.get(i).label(), OTHER_VALUES.get(settings.get(i)));
        }
        Map<String, String> forwards = new LinkedHashMap<>();
        settings.forEach(setting -> forwards.put(setting.label(), OTHER_VALUES.get(setting)));
        assertThat(valuesWith(Settings.parse(backwards))).isEqualTo(valuesWith(Settings.parse(forwards)));
    }
}
