package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScriptedRandomTest {
    @Test
    void givesTheScriptThenAStream() {
        ScriptedRandom random = new ScriptedRandom(1).then(3, 0).thenCodes("AZ");
        assertThat(random.left()).isEqualTo(4);
        assertThat(random.nextInt(4)).isEqualTo(3);
        assertThat(random.nextInt(4)).isZero();
        assertThat(random.nextInt(26)).isZero();
        assertThat(random.nextInt(26)).isEqualTo(25);

        assertThat(random.nextInt(1_000_000)).isEqualTo(new ScriptedRandom(1).nextInt(1_000_000));
        assertThat(new ScriptedRandom(1).nextLong()).isNotEqualTo(new ScriptedRandom(2).nextLong());
    }

    @Test
    void keepsTheScriptForBoundedNumbers() {
        ScriptedRandom random = new ScriptedRandom(1).then(5);
        random.nextLong();
        random.nextBytes(new byte[16]);
        assertThat(random.nextInt(6)).isEqualTo(5);
    }

    @Test
    void refusesAScriptThatDoesNotFit() {
        assertThatThrownBy(() -> new ScriptedRandom(1).then(6).nextInt(6)).isInstanceOf(IllegalStateException.class);
    }
}
