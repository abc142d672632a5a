package io.github.liveroom.chat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CidMemoryTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final CidMemory memory = new CidMemory();

    private static Entry.Cause cause(String scope, String cid) {
        return new Entry.Cause(scope, cid, "send");
    }

    private void remember(String scope, String cid, long offset, Instant at) {
        memory.remember(
                cause(scope, cid),
                new Entry(offset, at, new Fact.Message(new MemberId(1), "Ada", "a secret", 3L), cause(scope, cid)));
    }

    @Test
    void remembersWhereAndWhenButNotWhat() {
        remember("m1", "c1", 7, START);

        assertThat(memory.recall(cause("m1", "c1"), START))
                .isEqualTo(new RoomLog.Receipt(
                        new Fact.Message(new MemberId(1), "Ada", null, null), 7, START, "send", true));
        assertThat(memory.recall(cause("m1", "c2"), START)).isNull();
        assertThat(memory.recall(cause("m2", "c1"), START)).isNull();
    }

    @Test
    void forgetsAfterFiveMinutesExactly() {
        remember("m1", "c1", 7, START);

        assertThat(memory.recall(cause("m1", "c1"), START.plus(CidMemory.KEPT).minusMillis(1)))
                .isNotNull();
        assertThat(memory.recall(cause("m1", "c1"), START.plus(CidMemory.KEPT))).isNull();
    }

    @Test
    void forgetsTheOldestOfMoreThanAThousand() {
        for (int i = 0; i < CidMemory.MAX_PER_SCOPE; i++) {
            remember("m1", "c" + i, i, START);
        }
        assertThat(memory.recall(cause("m1", "c0"), START)).isNotNull();
        remember("m1", "one more", 2000, START);
        assertThat(memory.recall(cause("m1", "c0"), START)).isNull();
        assertThat(memory.recall(cause("m1", "c1"), START)).isNotNull();
    }

    @Test
    void countsANameThatIsUsedAgainAsTheLatest() {
        remember("m1", "again", 1, START);
        Instant later = START.plus(Duration.ofMinutes(6));
        remember("m1", "other", 2, START.plus(Duration.ofMinutes(3)));
        remember("m1", "again", 3, later);
        for (int i = 0; i < CidMemory.MAX_PER_SCOPE - 1; i++) {
            remember("m1", "c" + i, 10 + i, later);
        }
        assertThat(memory.recall(cause("m1", "again"), later).offset()).isEqualTo(3);
    }
}
