package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bans where the address is known. */
abstract class AddressBanTests extends WireTests {
    AddressBanTests(Servers servers) {
        super(servers);
    }

    @Test
    void keepTheAddressOutAlsoWithTheOwnerSecret() {
        WireClient ada = connectFromElsewhere(server());
        WireClient bob = connect();
        Json created = ada.ok("create");
        String room = created.at("code").text();
        String owner = created.at("owner").text();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
        ada.ok("ban", "room", room, "member", "m2");
        bob.push(room, "gone");

        assertThat(connect().error("join", "room", room, "name", "Robert")).isEqualTo("banned");
        assertThat(connect().error("join", "room", room, "name", "Robert", "owner", owner))
                .isEqualTo("banned");
        connectFromElsewhere(server()).join(room, "Robert");
    }
}
