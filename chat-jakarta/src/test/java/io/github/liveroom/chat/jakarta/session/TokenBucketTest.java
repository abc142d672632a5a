package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final FakeTime time = new FakeTime();

    private TokenBucket bucket(int capacity, Duration per) {
        return new TokenBucket(Rate.of(capacity, per), time.getAsLong());
    }

    private boolean take(TokenBucket bucket) {
        return bucket.take(time.getAsLong());
    }

    @Test
    void givesSoManyInARow() {
        TokenBucket bucket = bucket(3, Duration.ofSeconds(1));
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isFalse();
        assertThat(take(bucket)).isFalse();
    }

    @Test
    void givesOneMoreAfterEachInterval() {
        TokenBucket bucket = bucket(2, Duration.ofSeconds(1));
        take(bucket);
        take(bucket);
        time.advance(Duration.ofMillis(999));
        assertThat(take(bucket)).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isFalse();
        time.advance(Duration.ofHours(5));
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isTrue();
        assertThat(take(bucket)).isFalse();
    }

    @Test
    void saysHowLongToWait() {
        TokenBucket bucket = bucket(1, Duration.ofSeconds(1));
        assertThat(bucket.retryAfter(time.getAsLong())).isNull();
        take(bucket);
        time.advance(Duration.ofMillis(300));
        assertThat(bucket.retryAfter(time.getAsLong())).isEqualTo(Duration.ofMillis(700));
        time.advance(Duration.ofMillis(700));
        assertThat(bucket.retryAfter(time.getAsLong())).isNull();
        assertThat(take(bucket)).isTrue();
    }

    @Test
    void looksWithoutTaking() {
        TokenBucket bucket = bucket(1, Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(bucket.retryAfter(time.getAsLong())).isNull();
        }
        assertThat(take(bucket)).isTrue();
    }

    @Test
    void owesNoMoreThanItHolds() {
        TokenBucket bucket = bucket(5, Duration.ofSeconds(12));
        for (int i = 0; i < 1000; i++) {
            bucket.spend(time.getAsLong());
        }
        assertThat(bucket.retryAfter(time.getAsLong())).isEqualTo(Duration.ofSeconds(12));
        time.advance(Duration.ofSeconds(12));
        assertThat(bucket.retryAfter(time.getAsLong())).isNull();
    }

    @Test
    void isFullAgainAfterAWhile() {
        TokenBucket bucket = bucket(2, Duration.ofSeconds(1));
        assertThat(bucket.isFull(time.getAsLong())).isTrue();
        take(bucket);
        take(bucket);
        time.advance(Duration.ofMillis(1999));
        assertThat(bucket.isFull(time.getAsLong())).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(bucket.isFull(time.getAsLong())).isTrue();
    }

    @Test
    void workWithATickerBelowZero() {
        TokenBucket bucket = new TokenBucket(Rate.of(1, Duration.ofSeconds(1)), -5_000_000_000L);
        assertThat(bucket.take(-5_000_000_000L)).isTrue();
        assertThat(bucket.take(-4_000_000_001L)).isFalse();
        assertThat(bucket.take(-4_000_000_000L)).isTrue();
    }

    @Test
    void takesTheLargestNumbers() {
        TokenBucket slow = bucket(Integer.MAX_VALUE, Duration.ofSeconds(1));
        TokenBucket quick = bucket(Integer.MAX_VALUE, Duration.ZERO);
        for (int i = 0; i < 1000; i++) {
            assertThat(take(slow)).isTrue();
            assertThat(take(quick)).isTrue();
        }
    }

    @Test
    void neverGivesMoreThanTheRateOverAnyTime() {
        long seed = Long.getLong("liveroom.seed", System.nanoTime());
        System.out.println("TokenBucketTest: -Dliveroom.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        int capacity = random.nextInt(1, 20);
        Duration per = Duration.ofMillis(random.nextInt(1, 500));
        TokenBucket bucket = bucket(capacity, per);
        ArrayDeque<Long> taken = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            time.advance(Duration.ofNanos(random.nextLong(per.toNanos() * 2)));
            Duration wait = bucket.retryAfter(time.getAsLong());
            boolean took = take(bucket);
            assertThat(took).as("seed %s", seed).isEqualTo(wait == null);
            if (took) {
                // Of capacity + 1 in a row, the last comes at least one interval after the first.
                taken.addLast(time.getAsLong());
                if (taken.size() > capacity) {
                    long first = taken.removeFirst();
                    assertThat(time.getAsLong() - first).as("seed %s", seed).isGreaterThanOrEqualTo(per.toNanos());
                }
            }
        }
    }
}
