package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void whatIsNotGivenHasItsDefault() {
        Options options = Options.parse(List.of("--rooms", "3", "--warm", "0.5", "--spin", "false"));
        assertThat(options.integer(Option.ROOMS)).isEqualTo(3);
        assertThat(options.nanos(Option.WARM)).isEqualTo(500_000_000);
        assertThat(options.flag(Option.SPIN)).isFalse();
        assertThat(options.integer(Option.MEMBERS)).isEqualTo(100);
        assertThat(options.text(Option.DIALECT)).isEqualTo("liveroom");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--romms", "3"))).hasMessage("there is no option --romms");
        assertThatThrownBy(() -> Options.parse(List.of("--rooms"))).hasMessage("--rooms has no value");
        assertThatThrownBy(() -> Options.parse(List.of("--rooms", "-1")).integer(Option.ROOMS))
                .hasMessage("--rooms -1 is not a number from 0 on");
        assertThatThrownBy(() -> Options.parse(List.of("--warm", "x")).nanos(Option.WARM))
                .hasMessage("--warm x is not a number");
    }
}
