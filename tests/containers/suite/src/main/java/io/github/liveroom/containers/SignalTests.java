package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands {@code read} and {@code status}. */
abstract class SignalTests extends ThreePeopleTests {
    SignalTests(Servers servers) {
        super(servers);
    }

    @Test
    void tellsTheOthersWhatSomebodyHasRead() {
        assertThat(bob.ok("read", "room", room, "offset", 3).fields()).isEmpty();
        Json read = ada.push(room, "read");
        assertThat(read.fields()).containsExactlyInAnyOrder("room", "type", "member", "offset");
        assertThat(read.at("member").text()).isEqualTo("m2");
        assertThat(read.at("offset").number()).isEqualTo(3);
        assertThat(bob.error("read", "room", room, "offset", 4)).isEqualTo("bad_request");
        assertThat(bob.pushes(room, "read")).isEmpty();
    }

    @Test
    void tellsEveryoneHowSomebodyIsThere() {
        assertThat(bob.ok("status", "room", room, "status", "idle").fields()).isEmpty();
        for (WireClient client : new WireClient[] {ada, bob, cyd}) {
            Json status = client.push(room, "status", line -> line.at("status").is("idle"));
            assertThat(status.fields()).containsExactlyInAnyOrder("room", "type", "member", "status", "connections");
            assertThat(status.at("member").text()).isEqualTo("m2");
        }
        assertThat(bob.error("status", "room", room, "status", "away")).isEqualTo("bad_request");
    }
}
