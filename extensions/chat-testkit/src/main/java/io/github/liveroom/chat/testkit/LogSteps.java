package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomLimits;
import io.github.liveroom.chat.spi.RoomLog;
import io.github.liveroom.chat.spi.RoomLog.Draft;
import io.github.liveroom.chat.spi.RoomLog.Journal;
import io.github.liveroom.chat.spi.RoomLog.Receipt;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the tests of logs are made of. */
final class LogSteps {
    private LogSteps() {}

    static void assertFails(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        assertThatThrownBy(() -> future.get(Stages.SECONDS, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    static RoomLimits limits() {
        return limits(10_000, Duration.ofHours(24), 10 << 20);
    }

    static RoomLimits limits(int retain, Duration age, long bytes) {
        return new RoomLimits(32, 4000, 500, 10_000, retain, age, bytes, 1L << 30, 500, 256 * 1024);
    }

    static RoomSettings settings() {
        return new RoomSettings("a title", false, false, 500, Duration.ZERO, null, "hash");
    }

    static RoomCode code(int number) {
        return new RoomCode("ROOM" + number);
    }

    static Optional<Journal> begin(RoomLog log, RoomCode code, Followed follower) {
        return Stages.await(log.create(code, settings(), follower));
    }

    static Fact.Message message(String text) {
        return new Fact.Message(new MemberId(1), "Ada", text, null);
    }

    static Entry.Cause cause(String scope, String cid) {
        return new Entry.Cause(scope, cid, "send");
    }

    static Draft draft(Entry.@Nullable Cause cause, Fact... facts) {
        return new Draft(List.of(facts), cause);
    }

    static Receipt append(Journal journal, Fact fact) {
        return append(journal, draft(null, fact));
    }

    static Receipt append(Journal journal, Draft draft) {
        List<Receipt> receipts = appendAll(journal, RoomLog.ANYWHERE, draft).orElseThrow();
        assertThat(receipts).hasSize(1);
        return receipts.get(0);
    }

    static Optional<List<Receipt>> appendAll(Journal journal, long ifEndsAt, Draft... drafts) {
        return Stages.await(journal.append(List.of(drafts), ifEndsAt));
    }

    static List<Entry> read(Journal journal, long after, long before, int limit) {
        return Stages.await(journal.read(after, before, limit));
    }

    /** For somebody to whom nothing was whispered. */
    static List<Entry> search(Journal journal, String text, long before, int limit) {
        return Stages.await(journal.search(text, before, limit, new MemberId(1)));
    }
}
