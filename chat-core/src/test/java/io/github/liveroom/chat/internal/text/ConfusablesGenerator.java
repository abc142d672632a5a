package io.github.liveroom.chat.internal.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.VersionInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes {@code confusables.txt}, the table behind {@link CharacterTable}, from Unicode's data as ICU4J carries it.
 * <p>Run it after a change of the ICU4J version, from the folder of the module:
 * <pre>
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp -Dmdep.includeScope=test
 * java -cp target/test-classes:target/classes:$(cat target/test.cp) \
 *     io.github.liveroom.chat.internal.text.ConfusablesGenerator \
 *     src/main/resources/io/github/liveroom/chat/internal/text/confusables.txt
 * </pre>
 * The output depends on the ICU4J version alone, not on the JDK, the locale or the platform.
 */
public final class ConfusablesGenerator {
    private static final int COLUMNS = 120;

    private ConfusablesGenerator() {}

    /**
     * Writes the table.
     *
     * @param arguments the file to write
     */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), generate());
    }

    /** Gives the table as it should be in the file. */
    static String generate() {
        VersionInfo unicode = UCharacter.getUnicodeVersion();
        StringBuilder table = new StringBuilder(
                """
                # What Unicode says about characters and the JDK does not. Written by ConfusablesGenerator, do not edit.
                #
                # SPDX-License-Identifier: Unicode-3.0
                # Copyright (c) 1991-2026 Unicode, Inc. Terms of use: https://www.unicode.org/copyright.html
                # Licence: https://www.unicode.org/license.txt, in full in confusables-license.txt beside this file.
                # Modified: selected and rearranged from confusables.txt (UTS #39), DerivedCoreProperties.txt,
                # emoji-data.txt and UnicodeData.txt of Unicode %d.%d by way of ICU4J %d.
                #
                # ignorable: Default_Ignorable_Code_Point; pictographic: Extended_Pictographic; virama: combining
                # class 9; 72+6E 6D: U+006D looks like (has the prototype) U+0072 U+006E. All numbers are hexadecimal.
                """.formatted(unicode.getMajor(), unicode.getMinor(), VersionInfo.ICU_VERSION.getMajor()));
        append("ignorable", new UnicodeSet("[:Default_Ignorable_Code_Point:]"), table);
        append("pictographic", new UnicodeSet("[:Extended_Pictographic:]"), table);
        append("virama", new UnicodeSet("[:ccc=9:]"), table);
        prototypes().forEach((prototype, sources) -> append(prototype, sources, table));
        return table.toString();
    }

    /**
     * Collects, for each prototype, the code points that look like it.
     * <p>Code points that decompose are left out: a skeleton is taken of decomposed text, so they are never looked
     * up.
     */
    private static Map<String, UnicodeSet> prototypes() {
        SpoofChecker checker = new SpoofChecker.Builder().build();
        Normalizer2 nfd = Normalizer2.getNFDInstance();
        UnicodeSet candidates = new UnicodeSet("[[:^Default_Ignorable_Code_Point:]-[:Surrogate:]]");
        Map<String, UnicodeSet> prototypes = new TreeMap<>();
        for (String candidate : candidates) {
            String prototype = checker.getSkeleton(candidate);
            if (nfd.isNormalized(candidate) && !prototype.equals(candidate)) {
                prototypes
                        .computeIfAbsent(hex(prototype), look -> new UnicodeSet())
                        .add(candidate);
            }
        }
        return prototypes;
    }

    private static void append(String name, UnicodeSet members, StringBuilder table) {
        List<String> values = new ArrayList<>();
        for (UnicodeSet.EntryRange range : members.ranges()) {
            values.add(
                    range.codepoint == range.codepointEnd
                            ? hex(range.codepoint)
                            : hex(range.codepoint) + "-" + hex(range.codepointEnd));
        }
        StringBuilder line = new StringBuilder(name);
        for (String value : values) {
            if (line.length() + 1 + value.length() > COLUMNS) {
                table.append(line).append('\n');
                line = new StringBuilder(name);
            }
            line.append(' ').append(value);
        }
        table.append(line).append('\n');
    }

    private static String hex(String text) {
        return text.codePoints().mapToObj(ConfusablesGenerator::hex).collect(Collectors.joining("+"));
    }

    /** Upper case, so that no number reads like one of the names, which are lower case. */
    private static String hex(int c) {
        return Integer.toHexString(c).toUpperCase(Locale.ROOT);
    }
}
