package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands {@code ban} and {@code unban}. */
abstract class BanTests extends WireTests {
    private WireClient ada;
    private WireClient bob;
    private String room;
    private String owner;
    private String resume;

    @SuppressWarnings("NullAway.Init")
    BanTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connectFromElsewhere(server());
        bob = connect();
        Json created = ada.ok("create");
        room = created.at("code").text();
        owner = created.at("owner").text();
        ada.join(room, "Ada");
        resume = bob.join(room, "Bob").at("resume").text();
        ada.ok("ban", "room", room, "member", "m2", "reason", "enough");
        Json gone = bob.push(room, "gone");
        assertThat(gone.at("code").number()).isEqualTo(4504);
        assertThat(gone.at("reason").text()).isEqualTo("enough");
        assertThat(bob.push(room, "leave").at("reason").text()).isEqualTo("banned");
    }

    @Test
    void keepsTheResumeSecretOut() {
        WireClient elsewhere = connectFromElsewhere(server());
        assertThat(elsewhere.error("join", "room", room, "resume", resume)).isEqualTo("banned");
        assertThat(elsewhere.error("join", "room", room, "resume", resume, "name", "Robert"))
                .isEqualTo("banned");
    }

    @Test
    void theOwnerSecretDoesNotPassIt() {
        assertThat(bob.error("join", "room", room, "name", "Bob", "resume", resume, "owner", owner))
                .isEqualTo("banned");
    }

    @Test
    void endsWhenSomebodyEndsIt() {
        assertThat(ada.ok("unban", "room", room, "member", "m2").fields()).isEmpty();
        bob.join(room, "Bob");
        assertThat(ada.error("unban", "room", room, "member", "m9")).isEqualTo("target_not_found");
    }
}
