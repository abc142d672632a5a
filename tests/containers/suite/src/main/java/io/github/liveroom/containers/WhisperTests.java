package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages to some members only. */
abstract class WhisperTests extends ThreePeopleTests {
    WhisperTests(Servers servers) {
        super(servers);
    }

    @Test
    void isASkipForEverybodyElse() {
        long offset = bob.ok("send", "room", room, "text", "psst", "to", List.of("m3"), "cid", "w")
                .at("offset")
                .number();
        Json whisper = cyd.entry(room, offset);
        assertThat(whisper.at("text").text()).isEqualTo("psst");
        assertThat(whisper.at("to").items()).extracting(Json::text).containsExactly("m3");
        assertThat(bob.entry(room, offset).at("cid").text()).isEqualTo("w");
        Json skip = ada.entry(room, offset);
        assertThat(skip.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at");
        assertThat(skip.at("type").text()).isEqualTo("skip");
        assertThat(ada.ok("history", "room", room, "limit", 1).at("entries").items())
                .containsExactly(skip);
        assertThat(ada.ok("search", "room", room, "text", "psst").at("entries").items())
                .isEmpty();
        assertThat(cyd.ok("search", "room", room, "text", "psst").at("entries").items())
                .hasSize(1);
        assertThat(connect().join(room, "Dora").toString()).doesNotContain("psst");
        assertThat(ada.error("delete", "room", room, "target", offset)).isEqualTo("target_not_found");
    }

    @Test
    void needsSomebodyToListen() {
        assertThat(bob.error("send", "room", room, "text", "x", "cid", "w", "to", List.of("m9")))
                .isEqualTo("target_not_found");
        assertThat(bob.error("send", "room", room, "text", "x", "cid", "w", "to", List.of()))
                .isEqualTo("bad_request");
    }
}
