package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.SettingValues.OTHER_VALUES;
import static io.github.liveroom.chat.jakarta.SettingValues.defaults;
import static io.github.liveroom.chat.jakarta.SettingValues.messageOf;
import static io.github.liveroom.chat.jakarta.SettingValues.parse;
import static io.github.liveroom.chat.jakarta.SettingValues.valuesWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, and which of several goes first. */
class SettingSourcesTest {
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
    @ValueSource(strings = {"browser", "browser.required", "jar", "seed"})
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
