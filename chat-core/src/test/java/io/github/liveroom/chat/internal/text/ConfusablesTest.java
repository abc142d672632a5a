package io.github.liveroom.chat.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The skeleton is Unicode's: ICU4J, which carries Unicode's own data, gives the same. */
class ConfusablesTest {
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();

    private final SpoofChecker icu = new SpoofChecker.Builder().build();

    /**
     * Left out are the 2,048 surrogates, which are no characters, and those code points that decompose in ICU4J's
     * newer Unicode but are not assigned in the running JDK, whose normaliser therefore leaves them alone. Names with
     * such characters are refused.
     */
    @Test
    void givesTheSkeletonOfIcuForEveryCodePoint() {
        List<String> different = new ArrayList<>();
        int compared = 0;
        int tooNew = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);
            if (Character.getType(c) == Character.SURROGATE) {
                continue;
            }
            if (Character.getType(c) == Character.UNASSIGNED && !NFD.isNormalized(text)) {
                tooNew++;
                continue;
            }
            compared++;
            if (!Confusables.skeleton(text).equals(icu.getSkeleton(text))) {
                different.add("U+%04X".formatted(c));
            }
        }
        System.out.println("skeletons compared: " + compared + ", decomposing and unknown to this JDK: " + tooNew);
        assertThat(different).isEmpty();
        assertThat(compared + tooNew).isEqualTo(0x110000 - 2048);
        assertThat(tooNew).isLessThan(200);
    }

    /**
     * Left out are texts whose skeleton has a character that the running JDK does not know, since it cannot put such
     * a mark into its canonical place among others: a few characters look like much newer ones.
     */
    @Test
    void givesTheSkeletonOfIcuForRandomTexts() {
        RandomText random = new RandomText("skeletons of random texts");
        int compared = 0;
        for (int round = 0; round < 200_000; round++) {
            String text = random.next(12);
            String expected = icu.getSkeleton(text);
            if (expected.codePoints().allMatch(RandomText::isKnown)) {
                compared++;
                assertThat(Confusables.skeleton(text))
                        .as("seed %d", random.seed())
                        .isEqualTo(expected);
            }
        }
        assertThat(compared).isGreaterThan(100_000);
    }

    @Test
    void changesNoMoreWhenTheSkeletonIsTakenOfASkeleton() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (RandomText.isKnown(c)) {
                String skeleton = Confusables.skeleton(Character.toString(c));
                assertThat(Confusables.skeleton(skeleton)).as("U+%04X", c).isEqualTo(skeleton);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "paypal, \u0440\u0430\u0443\u0440\u0430\u04CF", // Cyrillic
        "rn, m",
        "l, 1",
        "l, I",
        "O, 0",
        "scope, \u0455\u0441\u043E\u0440\u0435", // Cyrillic
        "A\u200Bda, Ada",
        "\u00E9, e\u0301"
    })
    void seesLookAlikesAsTheSame(String one, String other) {
        assertThat(Confusables.skeleton(one)).isEqualTo(Confusables.skeleton(other));
    }

    @Test
    void keepsLettersApartThatDiffer() {
        assertThat(Confusables.skeleton("Ada")).isEqualTo("Ada").isNotEqualTo(Confusables.skeleton("Eda"));
        assertThat(Confusables.skeleton("")).isEmpty();
    }

    @Test
    void letsALoneSurrogateThrough() {
        assertThat(Confusables.skeleton("a\uD800b")).isEqualTo("a\uD800b");
    }

    @Test
    void readsExactlyTheTableThatTheGeneratorWrites() throws IOException {
        assertThat(resource("confusables.txt").equals(ConfusablesGenerator.generate()))
                .as("confusables.txt is what ConfusablesGenerator writes; its Javadoc tells how to write it again")
                .isTrue();
    }

    @Test
    void carriesTheLicenceOfTheData() throws IOException {
        assertThat(resource("confusables.txt")).contains("SPDX-License-Identifier: Unicode-3.0");
        assertThat(resource("confusables-license.txt"))
                .contains("COPYRIGHT AND PERMISSION NOTICE", "Unicode, Inc.", "SPDX-License-Identifier: Unicode-3.0");
    }

    @Test
    void knowsWhichCharactersAreIgnorablePictographicOrViramas() {
        CharacterTable table = CharacterTable.get();
        assertThat(table.isIgnorable(0x200B)).isTrue();
        assertThat(table.isIgnorable(0x200A)).isFalse();
        assertThat(table.isIgnorable(0x200D)).isTrue();
        assertThat(table.isIgnorable(0x2010)).isFalse();
        assertThat(table.isIgnorable(0)).isFalse();
        assertThat(table.isIgnorable(Character.MAX_CODE_POINT)).isFalse();
        assertThat(table.isPictographic(0x1F600)).isTrue();
        assertThat(table.isPictographic('A')).isFalse();
        assertThat(table.isPictographic(-1)).isFalse();
        assertThat(table.isVirama(0x94D)).isTrue();
        assertThat(table.isVirama(0x93E)).isFalse();
    }

    @Test
    void normalisesLikeIcuWhateverTheJdkKnows() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String text = Character.toString(c);
            if (RandomText.isKnown(c)) {
                assertThat(Normalizer.normalize(text, Normalizer.Form.NFD))
                        .as("U+%04X", c)
                        .isEqualTo(NFD.normalize(text));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(ConfusablesTest.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
