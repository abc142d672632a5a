package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.RoomCodeGeneratorContract;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RoomCodeGeneratorTest {
    private final ScriptedRandom random = new ScriptedRandom(1);

    @Nested
    class Letters implements RoomCodeGeneratorContract {
        @Override
        public RoomCodeGenerator generator() {
            return RoomCodeGenerator.letters();
        }
    }

    @Nested
    class PrivateCodes implements RoomCodeGeneratorContract {
        @Override
        public RoomCodeGenerator generator() {
            return RoomCodeGenerator.privateCodes();
        }
    }

    private int length(RoomCodeGenerator generator, int wanted, long live) {
        return generator.next(random, wanted, live).value().length();
    }

    private Set<Character> alphabet(RoomCodeGenerator generator) {
        Set<Character> used = new TreeSet<>();
        for (int i = 0; i < 2000; i++) {
            generator.next(random, 4, 0).value().chars().forEach(c -> used.add((char) c));
        }
        return used;
    }

    @Test
    void takesAllLettersAndNothingElse() {
        assertThat(alphabet(RoomCodeGenerator.letters()))
                .hasSize(26)
                .allMatch(letter -> letter >= 'A' && letter <= 'Z');
    }

    @Test
    void takesConsonantsForPrivateCodes() {
        assertThat(alphabet(RoomCodeGenerator.privateCodes())).hasSize(20).doesNotContain('A', 'E', 'I', 'O', 'U', 'Y');
        assertThat(length(RoomCodeGenerator.privateCodes(), 4, 0)).isEqualTo(8);
        assertThat(length(RoomCodeGenerator.privateCodes(), 10, 0)).isEqualTo(10);
        assertThat(RoomCodeGenerator.privateCodes().next(random, 4, 0).display())
                .matches("[A-Z]{4}-[A-Z]{4}");
    }

    @Test
    void growsBeforeMoreThanOneCodeInAThousandIsARoom() {
        long four = 26 * 26 * 26 * 26;
        assertThat(length(RoomCodeGenerator.letters(), 4, four / 1000 - 1)).isEqualTo(4);
        assertThat(length(RoomCodeGenerator.letters(), 4, four / 1000)).isEqualTo(5);
        assertThat(length(RoomCodeGenerator.letters(), 4, 26 * four / 1000 - 1)).isEqualTo(5);
        assertThat(length(RoomCodeGenerator.letters(), 4, 26 * four / 1000)).isEqualTo(6);
        assertThat(length(RoomCodeGenerator.letters(), 6, 10)).isEqualTo(6);
        assertThat(length(RoomCodeGenerator.letters(), 4, Long.MAX_VALUE)).isEqualTo(16);
        assertThat(length(RoomCodeGenerator.privateCodes(), 8, 25_599_999)).isEqualTo(8);
        assertThat(length(RoomCodeGenerator.privateCodes(), 8, 25_600_000)).isEqualTo(9);
    }

    @Test
    void isScriptedLetterByLetter() {
        random.thenCodes("KQZW");
        assertThat(RoomCodeGenerator.letters().next(random, 4, 0)).isEqualTo(new RoomCode("KQZW"));
    }
}
