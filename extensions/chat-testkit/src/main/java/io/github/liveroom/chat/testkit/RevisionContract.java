package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.appendAll;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.cause;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.draft;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static io.github.liveroom.chat.testkit.LogSteps.search;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises about texts that were edited or deleted: no read gives an old one. Part of
 * {@link RoomLogContract}.
 */
@DisplayName("Texts that were edited or deleted")
public interface RevisionContract extends RoomLogSource {
    private static Fact.Edit edit(long target, @Nullable String text) {
        return new Fact.Edit(new MemberId(1), target, text, List.of());
    }

    private static Fact.Delete delete(long target) {
        return new Fact.Delete(new MemberId(2), target, List.of());
    }

    private static Fact.Message message(@Nullable String text, @Nullable Long edited) {
        return new Fact.Message(new MemberId(1), "Ada", text, 7L, List.of(new MemberId(3)), edited);
    }

    private static List<Fact> facts(Journal journal) {
        return read(journal, 0, Long.MAX_VALUE, 100).stream().map(Entry::fact).toList();
    }

    /** See {@link Entry#revisedBy}. */
    @Test
    default void readsTheNewestTextOfAnEditedMessage() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, message("one", null));
            append(journal, LogSteps.message("another"));
            append(journal, edit(1, "two"));
            append(journal, edit(1, "three"));

            assertThat(facts(journal))
                    .containsExactly(
                            message("three", 4L), LogSteps.message("another"), edit(1, "two"), edit(1, "three"));
            assertThat(followed.facts()).as("followers were told what was said").startsWith(message("one", null));
            assertThat(read(journal, 0, 2, 1).get(0).at())
                    .isEqualTo(followed.entries().get(0).at());
        }
    }

    /** See {@link Entry#revisedBy}. */
    @Test
    default void keepsNoTextOfADeletedMessageNorOfItsEdits() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("one", null)));
            append(journal, draft(cause("m1", "c2"), edit(1, "two")));
            append(journal, LogSteps.message("another"));
            append(journal, edit(3, "stays"));
            append(journal, delete(1));

            assertThat(facts(journal))
                    .containsExactly(
                            message(null, null),
                            edit(1, null),
                            new Fact.Message(new MemberId(1), "Ada", "stays", null, List.of(), 4L),
                            edit(3, "stays"),
                            delete(1));
            assertThat(read(journal, 0, 3, 2))
                    .as("everything else is as it was")
                    .extracting(Entry::offset, Entry::at, Entry::cause)
                    .containsExactly(
                            tuple(1L, FakeTime.START, cause("m1", "c1")), tuple(2L, FakeTime.START, cause("m1", "c2")));
            for (String cid : List.of("c1", "c2")) {
                assertThat(String.valueOf(journal.recall(cause("m1", cid))))
                        .contains("repeated=true")
                        .doesNotContain("one")
                        .doesNotContain("two");
            }
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void revisesWhatStandsInTheSameBatch() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            append(journal, LogSteps.message("first"));
            appendAll(
                    journal,
                    RoomLog.ANYWHERE,
                    draft(null, message("secret", null)),
                    draft(null, edit(2, "secret too")),
                    draft(null, edit(1, "first!"), delete(2)));

            assertThat(followed.batches()).hasSize(2);
            assertThat(facts(journal))
                    .containsExactly(
                            new Fact.Message(new MemberId(1), "Ada", "first!", null, List.of(), 4L),
                            message(null, null),
                            edit(2, null),
                            edit(1, "first!"),
                            delete(2));
        }
    }

    /** See {@link Entry#revisedBy}: an edit of a deleted message brings no text back. */
    @Test
    default void keepsADeletedMessageDeleted() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, message("one", null));
            append(journal, delete(1));
            append(journal, edit(1, "back"));

            assertThat(facts(journal)).startsWith(message(null, null));
            assertThat(search(journal, "back", 10, 10)).isEmpty();
        }
    }

    /** See {@link RoomLimits#retain()}. */
    @Test
    default void takesEditsOfWhatIsNotRetainedAnyMore() {
        try (RoomLog log = newLog(new FakeTime(), limits(2, Duration.ofHours(1), 1 << 20))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int i = 1; i <= 4; i++) {
                append(journal, LogSteps.message("" + i));
            }
            append(journal, edit(1, "late"));
            append(journal, delete(1));

            assertThat(facts(journal)).containsExactly(edit(1, null), delete(1));
        }
    }

    /** See {@link RoomLimits#retainBytes()}: counted are the texts of now. */
    @Test
    default void countsTheBytesOfWhatIsStillThere() {
        long bytes = 10_000;
        try (RoomLog log = newLog(new FakeTime(), limits(1000, Duration.ofHours(1), bytes))) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, LogSteps.message("x".repeat(4000)));
            append(journal, LogSteps.message("x".repeat(4000)));
            append(journal, delete(1));
            append(journal, delete(2));
            append(journal, LogSteps.message("x".repeat(4000)));
            append(journal, LogSteps.message("x".repeat(3500)));
            assertThat(journal.oldest()).as("deleted texts take no place").isEqualTo(1);

            append(journal, edit(6, "y"));
            append(journal, LogSteps.message("x".repeat(3500)));
            assertThat(journal.oldest())
                    .as("nor do those that were edited away")
                    .isEqualTo(1);
            append(journal, edit(6, "x".repeat(1500)));
            assertThat(read(journal, 0, Long.MAX_VALUE, 100).stream()
                            .mapToLong(Entry::size)
                            .sum())
                    .as("an edit counts twice: as itself, and in the message")
                    .isLessThanOrEqualTo(bytes);
            assertThat(journal.oldest()).isGreaterThan(1);
        }
    }
}
