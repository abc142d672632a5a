package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands {@code sync} and {@code members}. */
abstract class SyncTests extends ThreePeopleTests {
    SyncTests(Servers servers) {
        super(servers);
    }

    private static String since(String epoch, long offset) {
        return Json.object("epoch", epoch, "offset", offset);
    }

    @Test
    void givesWhatWasMissedOrTheWholeRoom() {
        String epoch = connect().join(room, "Dora").at("room", "epoch").text();
        long end = ada.say(room, "hello").at("offset").number();
        Json missed = Json.parse(
                "{\"id\":1,\"cmd\":\"sync\",\"room\":\"" + room + "\",\"since\":" + since(epoch, end - 1) + "}");
        Json ok = WireClient.okOf(cyd.frame(missed.toString()).reply(1));
        assertThat(ok.fields()).containsExactlyInAnyOrder("recovered", "entries");
        assertThat(ok.at("recovered").yes()).isTrue();
        assertThat(ok.at("entries").items())
                .extracting(entry -> entry.at("text").text())
                .containsExactly("hello");
        Json whole = WireClient.okOf(
                cyd.frame("{\"id\":2,\"cmd\":\"sync\",\"room\":\"" + room + "\",\"since\":" + since("other", end) + "}")
                        .reply(2));
        assertThat(whole.fields())
                .containsExactlyInAnyOrder("room", "me", "members", "recovered", "reason", "entries", "more");
        assertThat(whole.at("reason").text()).isEqualTo("epoch");
        assertThat(whole.at("room", "offset").number()).isEqualTo(end);
    }

    @Test
    void readsMembersInPages() {
        Json page = bob.ok("members", "room", room, "limit", 2);
        assertThat(page.at("members").items())
                .extracting(member -> member.at("member").text())
                .containsExactly("m1", "m2");
        assertThat(page.at("more").yes()).isTrue();
        page = bob.ok("members", "room", room, "limit", 2, "after", "m2");
        assertThat(page.at("members").items())
                .extracting(member -> member.at("name").text())
                .containsExactly("Cyd");
        assertThat(page.at("more").yes()).isFalse();
    }
}
