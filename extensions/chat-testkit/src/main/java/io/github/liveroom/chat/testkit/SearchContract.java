package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.assertFails;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.message;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static io.github.liveroom.chat.testkit.LogSteps.search;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What {@link Journal#search} promises. Part of {@link RoomLogContract}. */
@DisplayName("Searching a log")
public interface SearchContract extends RoomLogSource {
    private static List<Long> found(Journal journal, String text) {
        return search(journal, text, Long.MAX_VALUE, 100).stream()
                .map(Entry::offset)
                .toList();
    }

    /** See {@link Journal#search}. */
    @Test
    default void findsTextsWithoutRegardToCaseBothWays() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, message("Hello World"));
            append(journal, message("Stra\u00DFe"));
            append(journal, message("STRASSE"));
            append(journal, message("\u0130stanbul"));
            append(journal, message("\u039F\u0394\u039F\u03A3\u0391")); // a sigma within a word
            append(journal, message("\u03BF\u03B4\u03BF\u03C2")); // and at its end

            assertThat(found(journal, "hello")).containsExactly(1L);
            assertThat(found(journal, "O WORL")).containsExactly(1L);
            assertThat(found(journal, "stra\u00DFe")).containsExactly(2L, 3L);
            assertThat(found(journal, "strasse")).containsExactly(2L, 3L);
            assertThat(found(journal, "STRA\u1E9EE")).containsExactly(2L, 3L);
            assertThat(found(journal, "istanbul")).containsExactly(4L);
            assertThat(found(journal, "i\u0307stanbul")).containsExactly(4L);
            assertThat(found(journal, "\u0130STANBUL")).containsExactly(4L);
            assertThat(found(journal, "\u03BF\u03B4\u03BF\u03C2")).containsExactly(5L, 6L);
            assertThat(found(journal, "\u039F\u0394\u039F\u03A3")).containsExactly(5L, 6L);
            assertThat(found(journal, "nothing of it")).isEmpty();
        }
    }

    /** See {@link Journal#search}: no character of a text means anything but itself. */
    @Test
    default void takesTextsForWhatTheyAre() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            List<String> tricky = List.of("100%", "a_b", "[x]", ".*", "it's", "\\", "\"", "\uD83D\uDC4D", "a\nb");
            append(journal, message("aXb 1000 x ab"));
            for (String text : tricky) {
                append(journal, message("<" + text + ">"));
            }
            for (int i = 0; i < tricky.size(); i++) {
                assertThat(found(journal, tricky.get(i))).as(tricky.get(i)).containsExactly(2L + i);
            }
        }
    }

    /** See {@link Journal#search}. */
    @Test
    default void findsTheNewestOfARange() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            for (int i = 1; i <= 12; i++) {
                append(journal, message(i % 2 == 0 ? "even" : "odd"));
            }
            for (long before = 0; before <= 14; before++) {
                for (int limit = 1; limit <= 7; limit++) {
                    long end = before;
                    List<Entry> all = followed.entries().stream()
                            .filter(entry -> entry.offset() % 2 == 0 && entry.offset() < end)
                            .toList();
                    assertThat(search(journal, "EVEN", before, limit))
                            .as("before %s, at most %s", before, limit)
                            .isEqualTo(all.subList(Math.max(0, all.size() - limit), all.size()));
                }
            }
        }
    }

    /** See {@link Journal#search}. */
    @Test
    default void looksOnlyAtWhatIsSaidInMessages() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            MemberId ada = new MemberId(1);
            append(journal, new Fact.Join(ada, "needle", Role.OWNER, Visitor.UNKNOWN, "m1"));
            append(journal, new Fact.Message(ada, "needle", "hay", null));
            append(journal, new Fact.Rename(ada, "needle", "needle"));
            append(journal, new Fact.Update(new RoomChanges("needle", null, null, null, null, null), ada));
            append(journal, new Fact.Reaction(ada, 2, "needle", true, List.of()));
            append(journal, new Fact.Close("needle"));

            assertThat(found(journal, "needle")).isEmpty();
        }
    }

    /** See {@link Journal#search}. */
    @Test
    default void findsTheNewestTextAndNoOther() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            MemberId ada = new MemberId(1);
            append(journal, message("first"));
            append(journal, message("second"));
            append(journal, new Fact.Edit(ada, 1, "changed", List.of()));
            append(journal, new Fact.Delete(ada, 2, List.of()));

            assertThat(found(journal, "first")).isEmpty();
            assertThat(found(journal, "second")).isEmpty();
            assertThat(search(journal, "changed", 10, 10)).isEqualTo(read(journal, 0, 2, 1));
        }
    }

    /** See {@link Journal#search}. */
    @Test
    default void findsWhispersOnlyForThoseWhoMaySeeThem() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            MemberId ada = new MemberId(1);
            MemberId bob = new MemberId(2);
            append(journal, message("psst 1"));
            for (int i = 2; i <= 5; i++) {
                append(journal, new Fact.Message(ada, "Ada", "psst " + i, null, List.of(bob), null));
            }
            for (MemberId inside : List.of(ada, bob)) {
                assertThat(Stages.await(journal.search("psst", 10, 2, inside)))
                        .extracting(Entry::offset)
                        .containsExactly(4L, 5L);
            }
            assertThat(Stages.await(journal.search("psst", 10, 2, new MemberId(3))))
                    .as("what is not seen does not count")
                    .extracting(Entry::offset)
                    .containsExactly(1L);
        }
    }

    /** See {@link Journal#search}. */
    @Test
    default void findsNothingThatIsNotRetainedAnyMore() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits(2, Duration.ofMinutes(10), 1 << 20))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int i = 1; i <= 4; i++) {
                append(journal, message("needle"));
                time.advance(Duration.ofMinutes(2));
            }
            assertThat(found(journal, "needle")).containsExactly(3L, 4L);
            time.advance(Duration.ofMinutes(7)); // entry 3 is 11 minutes old
            assertThat(found(journal, "needle")).containsExactly(4L);
        }
    }

    /** See {@link RoomLog#close}. */
    @Test
    default void failsToSearchWhenItIsClosed() {
        RoomLog log = newLog(new FakeTime(), limits());
        Journal journal = begin(log, code(1), new Followed()).orElseThrow();
        append(journal, message("1"));
        log.close();

        assertFails(journal.search("1", 2, 1, new MemberId(1)));
    }
}
