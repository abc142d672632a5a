package io.github.liveroom.example.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void opensPort8080OfThisComputerOnlyUnlessToldOtherwise() {
        assertThat(parse()).isEqualTo(new Options("localhost", 8080, "", null, Map.of(), false));
    }

    @Test
    void takesAllThatThereIs() {
        assertThat(parse(
                        "--port",
                        "9000",
                        "--host",
                        "0.0.0.0",
                        "--context",
                        "/chat",
                        "--set",
                        "ping=5s",
                        "--set",
                        "retain=10"))
                .isEqualTo(new Options("0.0.0.0", 9000, "/chat", null, Map.of("ping", "5s", "retain", "10"), false));
    }

    @Test
    void takesValuesBehindAnEqualsSign() {
        assertThat(parse("--port=9000", "--host=::1", "--context=/chat", "--set=origins=https://a.example?b=c"))
                .isEqualTo(new Options("::1", 9000, "/chat", null, Map.of("origins", "https://a.example?b=c"), false));
    }

    @Test
    void takesThePortOfTheEnvironment() {
        assertThat(Options.parse(new String[0], "5000").port()).isEqualTo(5000);
        assertThat(Options.parse(new String[0], " ").port()).isEqualTo(8080);
        assertThat(Options.parse(new String[] {"--port", "6000"}, "5000").port())
                .isEqualTo(6000);
        assertThat(Options.parse(new String[] {"--port", "6000"}, "rubbish").port())
                .isEqualTo(6000);
    }

    @ParameterizedTest
    @CsvSource({"/,''", "/chat,/chat", "chat,/chat", "/chat/,/chat", "/a/b-c,/a/b-c"})
    void takesContextPathsAsPeopleWriteThem(String typed, String path) {
        assertThat(parse("--context", typed).context()).isEqualTo(path);
    }

    @Test
    void whoeverMayAdministrateHasSomethingToSee(@TempDir Path folder) throws IOException {
        Path users = Files.writeString(folder.resolve("users"), "grace: sesame,liveroom-admin");
        Options options = parse("--admin", users.toString());
        assertThat(options.admin()).isEqualTo(users);
        assertThat(options.settings()).isEqualTo(Map.of("admin", "true"));
        assertThat(parse("--admin", users.toString(), "--set", "admin=false").settings())
                .isEqualTo(Map.of("admin", "false"));
        for (Path bad : List.of(folder, folder.resolve("none"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> parse("--admin", bad.toString()))
                    .withMessageContainingAll("--admin", bad.toString());
        }
    }

    @Test
    void theLastWordOnASettingCounts() {
        assertThat(parse("--set", "ping=5s", "--set", "ping=7s").settings()).isEqualTo(Map.of("ping", "7s"));
        assertThat(parse("--set", "origins=").settings()).isEqualTo(Map.of("origins", ""));
    }

    @Test
    void helps() {
        assertThat(parse("--help").help()).isTrue();
        assertThat(parse("-h").help()).isTrue();
        assertThat(Options.USAGE).contains("--port", "--host", "--context", "--admin", "--set", "--help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot", "port", "-p", "--port9000", "--", "", "--PORT", "--prot=1"})
    void saysWhatIsValidInsteadOfAnUnknownOption(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(option))
                .withMessageContainingAll(option, "--port N", "--host H", "--context /PATH", "--set NAME=VALUE")
                .satisfies(OptionsTest::isOneLine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--host", "--context", "--admin", "--set"})
    void missesAValue(String option) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(option)).withMessageContaining(option);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(option, " "))
                .withMessageContaining(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", "80.0", "999999999999", "0x50"})
    void takesOnlyPortsThatExist(String port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--port", port))
                .withMessageContainingAll(port, "65535")
                .satisfies(OptionsTest::isOneLine);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(new String[0], port))
                .withMessageContainingAll(port, "65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a//b", "/a b", "/ä", "/a?b", "/a%20b"})
    void takesOnlyPlainContextPaths(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--context", path))
                .withMessageContaining(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "=5s"})
    void takesOnlySettingsWithNameAndValue(String assignment) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("--set", assignment))
                .withMessageContaining("NAME=VALUE");
    }

    private static Options parse(String... args) {
        return Options.parse(args, null);
    }

    private static void isOneLine(Throwable thrown) {
        assertThat(thrown.getMessage().lines()).hasSize(1);
    }
}
