package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.SettingValues.OTHER_VALUES;
import static io.github.liveroom.chat.jakarta.SettingValues.defaults;
import static io.github.liveroom.chat.jakarta.SettingValues.messageOf;
import static io.github.liveroom.chat.jakarta.SettingValues.parse;
import static io.github.liveroom.chat.jakarta.SettingValues.valuesWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.spi.TimerThread;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, defaults and values of the settings. */
class SettingsTest {
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
                        "authentication",
                        "public-origin",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none|'none'",
                "''|'none'",
                "self|'self'",
                "https://A.example:443|https://a.example",
                "self, https://a.example ,http://b.example:8080|'self' https://a.example http://b.example:8080"
            },
            quoteCharacter = '"')
    void saysWhoseFramesAPageMayBeIn(String value, String policy) {
        try (ChatGateway gateway = ChatGateway.open(parse("frame-ancestors", value.replace("''", "")))) {
            assertThat(gateway.frameAncestors()).isEqualTo(policy);
        }
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
        "history-bytes,1023,historyBytes is at least 1024",
        "recover,0,recover is 1 to",
        "queue-bytes,16383,queueBytes is at least 16384",
        "rooms-per-connection,0,roomsPerConnection is at least 1",
        "unacked,0,unacked is at least 1",
        "commands-per-second,0,commandsPerSecond is at least 1",
        "commands-burst,-1,commandsBurst is at least 1",
        "bytes-per-second,1023,bytesPerSecond is at least 1024",
        "joins-per-second,0,joinsPerSecond is at least 1",
        "guesses-per-minute,0,guessesPerMinute is at least 1",
        "passphrases-per-minute,0,passphrasesPerMinute is at least 1",
        "passphrases-per-room,0,passphrasesPerRoom is at least 1",
        "origin-required,yes,\"yes\" is neither true nor false",
        "ban-addresses,yes,\"yes\" is neither true nor false",
        "connections-per-address,0,connectionsPerAddress is at least 1",
        "max-connections,0,maxConnections is at least 1",
        "pending-connections,0,pendingConnections is at least 1",
        "connections-per-member,0,connectionsPerMember is at least 1",
        "handshakes-per-second,0,handshakesPerSecond is at least 1",
        "rooms-per-address,0,roomsPerAddress is at least 1",
        "rooms-per-member,0,roomsPerMember is at least 1",
        "codes,digits,codes are letters or private",
        "authentication,'',authentication is guests",
        "authentication,everybody,'principal or session:NAME with the name of an attribute of the HTTP session'",
        "authentication,session,authentication is guests",
        "authentication,session:,authentication is guests",
        "authentication,session:a b,authentication is guests",
        "authentication,Principal,authentication is guests",
        "authentication,'guests,principal',guests come last",
        "authentication,'guests,guests',guests come last",
        "public-origin,chat.example,is no origin such as https://chat.example",
        "public-origin,https://chat.example/,is no origin such as https://chat.example",
        "public-origin,'https://a.example,https://b.example',is no origin such as https://chat.example",
        "public-origin,file://chat.example,is no origin such as https://chat.example",
        "origins,example.org,is no origin such as https://example.org",
        "origins,*,is no origin",
        "origins,https://*.example.org,is no origin",
        "origins,https://example.org/,is no origin",
        "frame-ancestors,*,is no origin such as https://chat.example",
        "frame-ancestors,'none,self',is no origin such as https://chat.example",
        "frame-ancestors,'self; script-src *',is no origin such as https://chat.example",
        "frame-ancestors,https://a.example;,is no origin such as https://chat.example",
        "trusted-proxies,localhost,is no address or network",
        "trusted-proxies,10.0.0.0/33,prefix length that is not 0 to 32",
        "metrics-token,fifteen-letters,metricsToken is empty",
        "metrics-token,a token of several words,metricsToken is empty"
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
    void doesNotRepeatATokenThatItRefuses() {
        assertThat(messageOf("metrics-token", "opensesame!!!!!!!!!")).doesNotContain("sesame");
    }

    @Test
    void readsListsWithCommas() {
        assertThat(valuesWith(parse("origins", " https://a.example , ,https://b.example:8443,")))
                .containsEntry("origins", List.of("https://a.example", "https://b.example:8443"));
        assertThat(valuesWith(parse("public-origin", "HTTPS://Chat.example:443")))
                .containsEntry("publicOrigin", "https://chat.example");
        assertThat(valuesWith(parse("public-origin", "")).get("publicOrigin")).isNull();
        assertThat(valuesWith(parse("trusted-proxies", "")).get("trustedProxies"))
                .isEqualTo(List.of());
    }
}
