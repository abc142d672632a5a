package io.github.liveroom.chat.testkit;

import static io.github.liveroom.chat.testkit.LogSteps.append;
import static io.github.liveroom.chat.testkit.LogSteps.appendAll;
import static io.github.liveroom.chat.testkit.LogSteps.begin;
import static io.github.liveroom.chat.testkit.LogSteps.cause;
import static io.github.liveroom.chat.testkit.LogSteps.code;
import static io.github.liveroom.chat.testkit.LogSteps.draft;
import static io.github.liveroom.chat.testkit.LogSteps.limits;
import static io.github.liveroom.chat.testkit.LogSteps.message;
import static io.github.liveroom.chat.testkit.LogSteps.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link RoomLog} promises about commands that come again. Part of {@link RoomLogContract}.
 */
@DisplayName("Commands that come again")
public interface RepeatContract extends RoomLogSource {
    /** See {@link Journal#append}. */
    @Test
    default void appendsACommandThatComesAgainOnlyOnce() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            Receipt first = append(journal, draft(cause("m1", "c1"), message("hello"), message("and more")));
            append(journal, message("something else"));
            time.advance(Duration.ofMinutes(1));
            Receipt again = append(journal, draft(cause("m1", "c1"), message("hello"), message("and more")));

            assertThat(first.repeated()).isFalse();
            assertThat(again.repeated()).isTrue();
            assertThat(again.offset()).isEqualTo(first.offset()).isEqualTo(1);
            assertThat(again.at()).isEqualTo(first.at());
            assertThat(followed.entries()).hasSize(3);
            assertThat(followed.batches())
                    .as("nothing appended, nothing told")
                    .hasSize(2)
                    .noneMatch(List::isEmpty);
            assertThat(append(journal, message("next")).offset()).isEqualTo(4);
        }
    }

    /** See {@link Journal#append}. */
    @Test
    default void appendsACommandThatComesTwiceInOneBatchOnlyOnce() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            List<Receipt> receipts = appendAll(
                            journal,
                            RoomLog.ANYWHERE,
                            draft(cause("m1", "c1"), message("hello")),
                            draft(null, message("other")),
                            draft(cause("m1", "c1"), message("hello")),
                            draft(null, message("last")))
                    .orElseThrow();

            assertThat(receipts).extracting(Receipt::offset).containsExactly(1L, 2L, 1L, 3L);
            assertThat(receipts).extracting(Receipt::repeated).containsExactly(false, false, true, false);
            assertThat(followed.facts()).containsExactly(message("hello"), message("other"), message("last"));
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsACommandWithoutItsText() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("a secret")));
            Fact.Rename rename = new Fact.Rename(new MemberId(1), "Ida", "Ada");
            append(journal, draft(cause("m1", "c2"), rename, message("and this")));

            assertThat(journal.recall(cause("m1", "c1"))).isInstanceOfSatisfying(Receipt.class, message -> {
                assertThat(message.repeated()).isTrue();
                assertThat(message.fact()).isInstanceOf(Fact.Message.class);
                assertThat(message.toString()).doesNotContain("secret");
            });
            assertThat(journal.recall(cause("m1", "c2")))
                    .as("of several facts the first")
                    .isEqualTo(new Receipt(rename, 2, FakeTime.START, "send", true));
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void tellsTheCommandsOfDifferentScopesApart() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("of m1")));

            assertThat(journal.recall(cause("m2", "c1"))).isNull();
            assertThat(journal.recall(cause("m1", "c2"))).isNull();
            assertThat(append(journal, draft(cause("m2", "c1"), message("of m2")))
                            .repeated())
                    .isFalse();
            assertThat(append(journal, draft(cause("m1", "C1"), message("case counts")))
                            .repeated())
                    .isFalse();
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsACommandForFiveMinutes() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m1", "c1"), message("hello")));

            time.advance(Duration.ofMinutes(5).minusMillis(1));
            assertThat(journal.recall(cause("m1", "c1"))).isNotNull();
            time.advance(Duration.ofMillis(1));
            assertThat(journal.recall(cause("m1", "c1"))).isNull();
            assertThat(append(journal, draft(cause("m1", "c1"), message("hello")))
                            .repeated())
                    .isFalse();
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsTheNewerOfTwoCommandsWithOneName() {
        FakeTime time = new FakeTime();
        try (RoomLog log = newLog(time, limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            for (int minute = 0; minute < 40; minute++) {
                append(journal, draft(cause("m1", "other " + minute), message("goes on")));
                if (minute % 6 == 2) {
                    Receipt fresh = append(journal, draft(cause("m1", "c"), message("hello")));
                    assertThat(fresh.repeated()).isFalse();
                    assertThat(append(journal, draft(cause("m1", "c"), message("hello"))))
                            .as("again, in minute " + minute)
                            .extracting(Receipt::offset, Receipt::repeated)
                            .containsExactly(fresh.offset(), true);
                }
                time.advance(Duration.ofMinutes(1));
            }
        }
    }

    /** See {@link Journal#recall}. */
    @Test
    default void recallsTheLatestThousandCommandsOfEachScope() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            append(journal, draft(cause("m2", "c1"), message("of another scope")));
            for (int i = 1; i <= 1001; i++) {
                append(journal, draft(cause("m1", "c" + i), message("x")));
            }

            assertThat(journal.recall(cause("m1", "c1"))).isNull();
            assertThat(journal.recall(cause("m1", "c2"))).isNotNull();
            assertThat(journal.recall(cause("m1", "c1001"))).isNotNull();
            assertThat(journal.recall(cause("m2", "c1"))).isNotNull();
        }
    }

    /** See {@link Entry#cause()}. */
    @Test
    default void keepsTheCauseWithEveryEntryThatACommandMade() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Followed followed = new Followed();
            Journal journal = begin(log, code(1), followed).orElseThrow();
            Entry.Cause cause = cause("m1", " ~!{}\"\\'");
            append(journal, draft(cause, message("1"), message("2")));
            append(journal, message("3"));

            assertThat(followed.entries()).extracting(Entry::cause).containsExactly(cause, cause, null);
            assertThat(read(journal, 0, 4, 4)).isEqualTo(followed.entries());
        }
    }

    /** See {@link Receipt#command()}. */
    @Test
    default void tellsWhichCommandItWasWhateverTheRepeatIsCalled() {
        try (RoomLog log = newLog(new FakeTime(), limits())) {
            Journal journal = begin(log, code(1), new Followed()).orElseThrow();
            Entry.Cause send = new Entry.Cause("m1", "c1", "send");
            Entry.Cause rename = new Entry.Cause("m1", "c1", "rename");

            assertThat(append(journal, draft(null, message("no cid"))).command())
                    .isNull();
            assertThat(append(journal, draft(send, message("hello"))).command()).isEqualTo("send");
            assertThat(append(journal, draft(rename, new Fact.Rename(new MemberId(1), "Ida", "Ada"))))
                    .as("the cid alone makes a repeat")
                    .extracting(Receipt::offset, Receipt::command, Receipt::repeated)
                    .containsExactly(2L, "send", true);
            assertThat(journal.recall(rename))
                    .isEqualTo(journal.recall(send))
                    .isInstanceOfSatisfying(
                            Receipt.class,
                            receipt -> assertThat(receipt.command()).isEqualTo("send"));
        }
    }
}
