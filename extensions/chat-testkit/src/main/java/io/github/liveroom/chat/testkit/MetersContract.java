package io.github.liveroom.chat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.spi.Meters;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the numbers that {@link Meters} are told: each has one name, the same wherever it is shown, and none gets
 * lost. Who hands them to a monitoring system implements this interface in a JUnit test class.
 */
@DisplayName("Meters")
public interface MetersContract {
    /**
     * What is tested.
     *
     * @return the same within one test; it was told nothing before
     */
    Meters meters();

    /**
     * What it shows: each series, named as Prometheus does, such as {@code liveroom_closes_total{code="4001"}}.
     *
     * @return as of now
     */
    Map<String, Double> series();

    /** See {@link Meters}. */
    @Test
    default void showsEverythingAtZeroBeforeAnythingHappens() {
        assertThat(series())
                .containsKeys(
                        "liveroom_rooms",
                        "liveroom_rooms_opened_total",
                        "liveroom_members",
                        "liveroom_connections",
                        "liveroom_connections_opened_total",
                        "liveroom_entries_total{type=\"message\"}",
                        "liveroom_sends_total",
                        "liveroom_deliveries_total",
                        "liveroom_delivery_seconds_count",
                        "liveroom_delivery_seconds_sum",
                        "liveroom_delivery_seconds_bucket{le=\"0.001\"}",
                        "liveroom_delivery_seconds_bucket{le=\"10\"}",
                        "liveroom_delivery_seconds_bucket{le=\"+Inf\"}",
                        "liveroom_refusals_total{code=\"rate_limited\"}",
                        "liveroom_closes_total{code=\"1000\"}",
                        "liveroom_closes_total{code=\"4001\"}",
                        "liveroom_closes_total{code=\"other\"}",
                        "liveroom_queue_bytes_peak",
                        "liveroom_log_failures_total",
                        "liveroom_listener_events_lost_total")
                .allSatisfy((name, value) -> assertThat(value).as(name).isZero());
    }

    /** See {@link Meters}. */
    @Test
    default void countsWhatItIsTold() {
        Meters meters = meters();
        meters.rooms(1);
        meters.rooms(1);
        meters.rooms(-1);
        meters.members(1);
        meters.members(1);
        meters.members(-2);
        meters.members(1);
        meters.connections(1);
        meters.connections(1);
        meters.connections(1);
        meters.connections(-1);
        meters.appended(Fact.Message.class);
        meters.appended(Fact.Message.class);
        meters.appended(Fact.RoleChange.class);
        meters.appended(Fact.Update.class);
        meters.logFailed();
        meters.eventLost();
        meters.refused(Refusal.ROOM_NOT_FOUND);
        meters.refused(Refusal.BANNED);
        meters.refused(Refusal.BANNED);

        Map<String, Double> expected = new TreeMap<>();
        expected.put("liveroom_rooms", 1.0);
        expected.put("liveroom_rooms_opened_total", 2.0);
        expected.put("liveroom_members", 1.0);
        expected.put("liveroom_connections", 2.0);
        expected.put("liveroom_connections_opened_total", 3.0);
        expected.put("liveroom_entries_total{type=\"message\"}", 2.0);
        expected.put("liveroom_entries_total{type=\"role\"}", 1.0);
        expected.put("liveroom_entries_total{type=\"room\"}", 1.0);
        expected.put("liveroom_log_failures_total", 1.0);
        expected.put("liveroom_listener_events_lost_total", 1.0);
        expected.put("liveroom_refusals_total{code=\"room_not_found\"}", 1.0);
        expected.put("liveroom_refusals_total{code=\"banned\"}", 2.0);
        assertThat(othersThanZero()).isEqualTo(expected);
    }

    /** See {@link Meters#appended}. */
    @Test
    default void countsEveryKindOfEntry() {
        for (Class<?> kind : Fact.class.getPermittedSubclasses()) {
            Map<String, Double> before = series();
            meters().appended(kind.asSubclass(Fact.class));
            assertOneMore(before, "liveroom_entries_total{type=", kind);
        }
    }

    /** See {@link Meters#refused}. */
    @Test
    default void countsEveryRefusal() {
        for (Refusal why : Refusal.values()) {
            Map<String, Double> before = series();
            meters().refused(why);
            assertOneMore(before, "liveroom_refusals_total{code=", why);
        }
    }

    private void assertOneMore(Map<String, Double> before, String begin, Object what) {
        Map<String, Double> changed = new TreeMap<>(series());
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed).as("%s", what).hasSize(1).allSatisfy((name, value) -> {
            assertThat(name).startsWith(begin);
            assertThat(value).isOne();
        });
    }

    /** See {@link Meters#closed}. */
    @Test
    default void countsCloseCodesThatNobodyKnowsTogether() {
        for (int code : new int[] {1000, 4001, 4001, 4510, 3999, 0, -1, 65_535}) {
            meters().closed(code);
        }
        Map<String, Double> expected = new TreeMap<>();
        expected.put("liveroom_closes_total{code=\"1000\"}", 1.0);
        expected.put("liveroom_closes_total{code=\"4001\"}", 2.0);
        expected.put("liveroom_closes_total{code=\"4510\"}", 1.0);
        expected.put("liveroom_closes_total{code=\"other\"}", 4.0);
        assertThat(othersThanZero()).isEqualTo(expected);
        int size = series().size();
        for (int code = 0; code < 5000; code++) {
            meters().closed(code);
        }
        assertThat(series()).as("clients cannot make more of them").hasSize(size);
    }

    /** See {@link Meters#closed}. */
    @Test
    default void countsEveryCloseCodeOfTheProtocolByItself() {
        int[] codes = {
            1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 4001, 4008, 4010, 4012, 4408, 4500,
            4501, 4507, 4510
        };
        for (int code : codes) {
            meters().closed(code);
        }
        for (int code : codes) {
            assertThat(series()).containsEntry("liveroom_closes_total{code=\"" + code + "\"}", 1.0);
        }
    }

    /** See {@link Meters#sent}. */
    @Test
    default void countsDeliveriesAndHowLongTheyTook() {
        meters().sent(3, 100, 1_000_000);
        meters().sent(1, 7, 1_000_001);
        meters().sent(1, 1, 20_000_000_000L);
        meters().sent(2, 1000, -1);

        assertThat(series())
                .containsEntry("liveroom_sends_total", 4.0)
                .containsEntry("liveroom_deliveries_total", 2308.0)
                .containsEntry("liveroom_delivery_seconds_count", 3.0)
                .containsEntry("liveroom_delivery_seconds_sum", 20.002000001)
                .containsEntry("liveroom_delivery_seconds_bucket{le=\"0.001\"}", 1.0)
                .containsEntry("liveroom_delivery_seconds_bucket{le=\"0.002\"}", 2.0)
                .containsEntry("liveroom_delivery_seconds_bucket{le=\"10\"}", 2.0)
                .containsEntry("liveroom_delivery_seconds_bucket{le=\"+Inf\"}", 3.0);
    }

    /** See {@link Meters#waiting}. */
    @Test
    default void remembersTheMostThatWaited() {
        for (int bytes : new int[] {10, 30, 20}) {
            meters().waiting(bytes);
        }
        assertThat(othersThanZero()).isEqualTo(Map.of("liveroom_queue_bytes_peak", 30.0));
    }

    /** See {@link Meters}: thread-safe. */
    @Test
    default void losesNothingOfWhatManyThreadsTell() {
        int times = 50_000;
        Stages.together(4, i -> () -> {
            for (int n = 1; n <= times; n++) {
                meters().appended(Fact.Message.class);
                meters().sent(1, 2, 3);
                meters().closed(4001);
                meters().members(n % 2 == 0 ? 1 : -1);
                meters().waiting(n);
            }
            return i;
        });
        assertThat(series())
                .containsEntry("liveroom_entries_total{type=\"message\"}", 4.0 * times)
                .containsEntry("liveroom_deliveries_total", 8.0 * times)
                .containsEntry("liveroom_delivery_seconds_count", 4.0 * times)
                .containsEntry("liveroom_closes_total{code=\"4001\"}", 4.0 * times)
                .containsEntry("liveroom_members", 0.0)
                .containsEntry("liveroom_queue_bytes_peak", (double) times);
    }

    private Map<String, Double> othersThanZero() {
        Map<String, Double> others = new TreeMap<>(series());
        others.values().removeIf(value -> value == 0);
        return others;
    }
}
