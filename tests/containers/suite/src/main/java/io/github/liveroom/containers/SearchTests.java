package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command {@code search}. */
abstract class SearchTests extends ThreePeopleTests {
    SearchTests(Servers servers) {
        super(servers);
    }

    @Test
    void findsTheNewestTexts() {
        ada.say(room, "Tea at four");
        bob.say(room, "nothing");
        cyd.say(room, "no TEA for me");
        Json found = ada.ok("search", "room", room, "text", "tea");
        assertThat(found.fields()).containsExactlyInAnyOrder("entries", "more");
        assertThat(found.at("entries").items())
                .extracting(entry -> entry.at("text").text())
                .containsExactly("Tea at four", "no TEA for me");
        Json newest = bob.ok("search", "room", room, "text", "tea", "limit", 1);
        assertThat(newest.at("more").yes()).isTrue();
        long before = newest.at("entries").items().get(0).at("offset").number();
        Json older = bob.ok("search", "room", room, "text", "tea", "limit", 1, "before", before);
        assertThat(older.at("entries").items().get(0).at("text").text()).isEqualTo("Tea at four");
        assertThat(older.at("more").yes()).isFalse();
    }

    @Test
    void needsAText() {
        assertThat(ada.error("search", "room", room)).isEqualTo("text_required");
        assertThat(ada.error("search", "room", room, "text", " ")).isEqualTo("text_required");
        assertThat(ada.error("search", "room", room, "text", "a", "limit", 101)).isEqualTo("bad_request");
        assertThat(connect().error("search", "room", room)).isEqualTo("not_joined");
    }
}
