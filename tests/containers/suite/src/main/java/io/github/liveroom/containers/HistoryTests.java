package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command {@code history}. */
abstract class HistoryTests extends WireTests {
    private WireClient ada;
    private String room;

    @SuppressWarnings("NullAway.Init")
    HistoryTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connect();
        room = ada.create();
        ada.join(room, "Ada");
    }

    @Test
    void givesEntriesOfAllTypesOldestFirst() {
        WireClient bob = connect();
        bob.join(room, "Bob");
        bob.say(room, "hello");
        bob.ok("rename", "room", room, "name", "Robert");
        bob.ok("leave", "room", room);
        Json page = ada.ok("history", "room", room);
        assertThat(page.fields()).containsExactlyInAnyOrder("entries", "more");
        assertThat(page.at("more").yes()).isFalse();
        assertThat(page.at("entries").items())
                .extracting(entry -> entry.at("type").text())
                .containsExactly("join", "join", "message", "rename", "leave");
        assertThat(page.at("entries").items())
                .extracting(entry -> entry.at("offset").number())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(page.at("entries").items().subList(1, 5))
                .as("the very entries that were pushed")
                .isEqualTo(ada.entries(room));
    }

    @Test
    void pagesBackwards() {
        fill(ada, room, 24); // offsets 2 to 25
        assertThat(offsets("limit", 10)).containsExactly(range(16, 25));
        assertThat(offsets("limit", 10, "before", 16)).containsExactly(range(6, 15));
        assertThat(offsets("limit", 10, "before", 6)).containsExactly(range(1, 5));
        assertThat(page("limit", 10, "before", 16).at("more").yes()).isTrue();
        assertThat(page("limit", 5, "before", 7).at("more").yes()).isTrue();
        assertThat(page("limit", 5, "before", 6).at("more").yes()).isFalse();
        assertThat(page("limit", 10, "before", 6).at("more").yes()).isFalse();
    }

    @Test
    void endsWhereTheRoomBegins() {
        assertThat(offsets("before", 1)).isEmpty();
        assertThat(page("before", 1).at("more").yes()).isFalse();
        assertThat(offsets("before", 2)).containsExactly(1L);
    }

    @Test
    void takesAPositionThatHasNotBeenReached() {
        assertThat(offsets("before", 1000)).containsExactly(1L);
        assertThat(offsets("before", 9_007_199_254_740_991L)).containsExactly(1L);
    }

    @Test
    void givesUpToAHundred() {
        fill(ada, room, 120);
        assertThat(offsets("limit", 100)).containsExactly(range(22, 121));
        assertThat(offsets("limit", 1)).containsExactly(121L);
        assertThat(offsets()).hasSizeBetween(1, 100).endsWith(121L);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        for (Object bad : List.of(0, 101, -1, "10", true, new Json.Raw("1.5"), new Json.Raw("[]"))) {
            assertThat(ada.error("history", "room", room, "limit", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
        for (Object bad : List.of(-1, "10", true, new Json.Raw("1.5"), new Json.Raw("9007199254740992"))) {
            assertThat(ada.error("history", "room", room, "before", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
    }

    @Test
    void isForMembersOnly() {
        WireClient eve = connect();
        assertThat(eve.error("history", "room", room)).isEqualTo("not_joined");
        assertThat(eve.error("history", "room", room, "limit", 0)).isEqualTo("not_joined");
        assertThat(eve.error("history")).isEqualTo("bad_request");
    }

    @Test
    void cutsAPageAtTheSizeOfAReply() {
        for (int i = 0; i < 90; i++) {
            ada.say(room, i + "x".repeat(3900));
        }
        Json page = page("limit", 100);
        List<Json> entries = page.at("entries").items();
        assertThat(entries).hasSizeBetween(40, 70);
        assertThat(entries.get(entries.size() - 1).at("text").text())
                .as("cut at its old end")
                .startsWith("89x");
        assertThat(page.at("more").yes()).isTrue();
        assertThat(Json.write(page.at("entries")).length()).isLessThanOrEqualTo(262_144);
        Json older = page("limit", 100, "before", entries.get(0).at("offset"));
        assertThat(older.at("entries").items().size() + entries.size()).isEqualTo(91);
        assertThat(older.at("more").yes()).isFalse();
    }

    @Test
    void countsTheBytesOfAReply() {
        for (int i = 0; i < 30; i++) {
            ada.say(room, "\ud83d\ude00".repeat(3900));
        }
        Json page = page("limit", 100);
        assertThat(page.at("entries").items()).hasSizeBetween(10, 17);
        assertThat(Json.write(page.at("entries")).getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(262_144);
    }

    @Test
    void endsWhereNothingIsRetained() {
        RunningServer forgetful = servers.with("retain", "10", "ping", "7s");
        WireClient bob = connect(forgetful);
        String other = bob.create();
        bob.join(other, "Bob");
        fill(bob, other, 30); // offsets 2 to 31
        Json page = bob.ok("history", "room", other, "limit", 100);
        List<Json> entries = page.at("entries").items();
        assertThat(entries.size()).isBetween(1, 10);
        assertThat(entries.get(entries.size() - 1).at("offset").number()).isEqualTo(31);
        assertThat(page.at("more").yes()).isFalse();
        assertThat(bob.ok("history", "room", other, "before", 5).at("entries").items())
                .isEmpty();
    }

    private Json page(@Nullable Object... fields) {
        @Nullable Object[] all = new Object[fields.length + 2];
        all[0] = "room";
        all[1] = room;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return ada.ok("history", all);
    }

    private List<Long> offsets(@Nullable Object... fields) {
        return page(fields).at("entries").items().stream()
                .map(entry -> entry.at("offset").number())
                .toList();
    }

    private static Long[] range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toArray(Long[]::new);
    }
}
