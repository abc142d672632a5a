package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {
    /** Commands; of lines there may be four times as many. */
    private static final int BURST = 5;

    private static final int LINES = 4 * BURST;
    private static final int FRAME = 65_536;
    private static final int BYTES = 1000;

    private final FakeTime time = new FakeTime();
    private final Pace pace = pace(2);

    private Pace pace(int perSecond) {
        Rules rules = new Rules(
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                FRAME,
                65_536,
                1 << 20,
                1,
                1,
                perSecond,
                BURST,
                BYTES,
                Set.of());
        return new Pace(Pace.Rates.of(rules, time));
    }

    private static void use(Pace pace, int lines) {
        for (int i = 0; i < lines; i++) {
            assertThat(pace.take()).as("line %d", i).isTrue();
        }
    }

    @Test
    void allowsFourTimesAsManyLinesAsCommands() {
        use(pace, LINES);
        assertThat(pace.take()).isFalse();
        time.advance(Duration.ofSeconds(1));
        use(pace, 4 * 2);
        assertThat(pace.take()).isFalse();
    }

    @Test
    void countsBytes() {
        for (int i = 0; i < BURST; i++) {
            assertThat(pace.takeFrame(FRAME)).as("frame %d", i).isTrue();
        }
        assertThat(pace.takeFrame(1)).isFalse();
        assertThat(pace.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
        assertThat(pace.retryAfter()).isNull();
        assertThat(pace.takeFrame(BYTES - 1)).isTrue();
        assertThat(pace.takeFrame(FRAME)).as("the last may be large").isTrue();
        time.advance(Duration.ofSeconds(FRAME / BYTES));
        assertThat(pace.takeFrame(1)).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(pace.takeFrame(1)).isTrue();
    }

    @Test
    void countsCommandsByThemselves() {
        for (int i = 0; i < BURST; i++) {
            assertThat(pace.takeCommand(1)).isNull();
        }
        assertThat(pace.takeCommand(1)).isEqualTo(Duration.ofMillis(500));
        time.advance(Duration.ofMillis(200));
        assertThat(pace.takeCommand(1)).isEqualTo(Duration.ofMillis(300));
        use(pace, LINES);
        time.advance(Duration.ofMillis(300));
        assertThat(pace.takeCommand(1)).isNull();
        assertThat(pace.takeCommand(1)).isNotNull();
    }

    @Test
    void takesADearCommandForSeveral() {
        for (int i = 1; i < BURST; i++) {
            assertThat(pace.takeCommand(1)).isNull();
        }
        assertThat(pace.takeCommand(4)).as("the last may be dear").isNull();
        assertThat(pace.takeCommand(1)).isEqualTo(Duration.ofMillis(2000));
    }

    @Test
    void countsStaysByThemselves() {
        for (int i = 0; i < BURST; i++) {
            assertThat(pace.takeStay()).isNull();
        }
        assertThat(pace.takeStay()).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.takeCommand(1)).isNull();
        time.advance(Duration.ofMillis(500));
        assertThat(pace.takeStay()).isNull();
        assertThat(pace.takeStay()).isNotNull();
    }

    @Test
    void tellsNobodyToWaitWhoMaySayALine() {
        assertThat(pace.retryAfter()).isNull();
        use(pace, LINES - 1);
        assertThat(pace.retryAfter()).isNull();
    }

    @Test
    void tellsToWaitASecondAtLeast() {
        use(pace, LINES);
        assertThat(pace.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofMillis(124));
        assertThat(pace.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        time.advance(Duration.ofMillis(1));
        assertThat(pace.retryAfter()).isNull();
    }

    @Test
    void endsThePatienceOnlyOfWhoeverDoesNotListen() {
        for (int i = 0; i < 4; i++) {
            assertThat(pace.isIgnored()).isFalse();
        }
        assertThat(pace.isIgnored()).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertThat(pace.isIgnored()).as("came back when told to").isFalse();
        assertThat(pace.isIgnored()).isTrue();
    }
}
