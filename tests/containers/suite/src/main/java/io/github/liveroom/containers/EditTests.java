package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands {@code edit} and {@code delete}. */
abstract class EditTests extends ThreePeopleTests {
    EditTests(Servers servers) {
        super(servers);
    }

    private long say(String text) {
        return bob.say(room, text).at("offset").number();
    }

    @Test
    void givesAMessageAnotherText() {
        long target = say("helo");
        Json ok = bob.ok("edit", "room", room, "target", target, "text", "hello", "cid", "e");
        assertThat(ok.fields()).containsExactly("offset");
        Json edit = ada.push(room, "edit");
        assertThat(edit.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "target", "text");
        assertThat(edit.at("offset").number()).isEqualTo(ok.at("offset").number());
        assertThat(edit.at("text").text()).isEqualTo("hello");
        assertThat(bob.push(room, "edit").at("cid").text()).isEqualTo("e");
        Json replayed = ada.ok("history", "room", room, "limit", 2)
                .at("entries")
                .items()
                .get(0);
        assertThat(replayed.at("text").text()).isEqualTo("hello");
        assertThat(replayed.at("edited").number()).isEqualTo(edit.at("offset").number());
    }

    @Test
    void isForTheAuthorOnly() {
        long target = say("mine");
        assertThat(ada.error("edit", "room", room, "target", target, "text", "x"))
                .isEqualTo("forbidden");
        assertThat(bob.error("edit", "room", room, "target", 1, "text", "x")).isEqualTo("target_not_found");
        assertThat(bob.error("edit", "room", room, "target", target)).isEqualTo("text_required");
        assertThat(bob.error("edit", "room", room, "text", "x")).isEqualTo("bad_request");
    }

    @Test
    void whatIsDeletedIsNeverReadAgain() {
        long target = say("secret one");
        bob.ok("edit", "room", room, "target", target, "text", "secret two");
        assertThat(cyd.error("delete", "room", room, "target", target)).isEqualTo("forbidden");
        Json ok = ada.ok("delete", "room", room, "target", target);
        Json delete = bob.push(room, "delete");
        assertThat(delete.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "target");
        assertThat(delete.at("offset").number()).isEqualTo(ok.at("offset").number());
        WireClient dora = connect();
        String replayed = dora.join(room, "Dora") + "" + dora.call("history", "room", room)
                + ada.call("search", "room", room, "text", "secret");
        assertThat(replayed).contains("\"deleted\":true").doesNotContain("secret one", "secret two");
        assertThat(bob.error("edit", "room", room, "target", target, "text", "x"))
                .isEqualTo("target_not_found");
        assertThat(bob.error("delete", "room", room, "target", target)).isEqualTo("target_not_found");
    }
}
