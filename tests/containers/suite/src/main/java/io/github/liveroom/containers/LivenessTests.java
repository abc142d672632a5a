package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Signs of life, and what becomes of connections that give none. */
abstract class LivenessTests extends WireTests {
    LivenessTests(Servers servers) {
        super(servers);
    }

    /** Not more impatient than a client on a busy machine can bear. */
    private RunningServer impatient() {
        return servers.with("ping", "500ms", "silent-limit", "60s");
    }

    private RunningServer strict() {
        return servers.with("silent-limit", "1s");
    }

    @Test
    void asksForSignsOfLifeAndKeepsWhoeverGivesThem() {
        WireClient ada = connect(impatient());
        assertThat(ada.hello().at("pingMs").number()).isEqualTo(500);
        ada.await("four pings", 4, line -> line.fields().isEmpty());
        assertThat(ada.error("leave", "room", "ZZZZ")).isEqualTo("not_joined");
    }

    @Test
    void takesAnyLineForAnAnswer() {
        WireClient ada = connect(impatient()).playDead();
        String room = ada.create();
        ada.join(room, "Ada");
        for (int pings = 1; pings <= 4; pings++) {
            ada.await(pings + " pings", pings, line -> line.fields().isEmpty());
            ada.ok("typing", "room", room, "on", false);
        }
        assertThat(ada.isOpen()).isTrue();
    }

    @Test
    void endsAConnectionThatAnswersTwoPingsNot() {
        WireClient bob = connect(impatient());
        String room = bob.create();
        bob.join(room, "Bob");
        WireClient ada = connect(impatient()).playDead();
        Json me = ada.join(room, "Ada").at("me", "member");
        assertThat(ada.closeCode()).isEqualTo(4012);
        assertThat(ada.lines().stream().filter(line -> line.fields().isEmpty())).hasSizeBetween(2, 3);
        Json away = bob.push(room, "status");
        assertThat(away.at("status").text()).as("a drop, not a leave").isEqualTo("away");
        assertThat(away.at("member")).isEqualTo(me);
    }

    @Test
    void endsAConnectionThatNeverAsksForAnything() {
        WireClient ada = connect(strict());
        ada.hello();
        assertThat(ada.closeCode()).isEqualTo(4510);
    }

    /** What a container does with an idle session must not come before what we have to say. */
    @Test
    void tellsAConnectionThatHasLongBeenQuietWhyItEnds() {
        WireClient ada = connect(servers.with("silent-limit", "4s"));
        ada.hello();
        assertThat(ada.closeCode()).isEqualTo(4510);
    }

    @Test
    void aSignOfLifeIsNoCommand() {
        WireClient ada = connect(strict());
        ada.hello();
        ada.frame("{}").frame("{}\n{}");
        assertThat(ada.closeCode()).isEqualTo(4510);
    }

    @Test
    void keepsAConnectionThatAskedForSomethingOnce() {
        // The first one of a server waits for classes to be loaded, which may take longer than this one's patience.
        connect(strict()).post("dance");
        assertThat(connect(strict()).closeCode()).isEqualTo(4510);
        WireClient ada = connect(strict());
        assertThat(ada.error("dance")).isEqualTo("unknown_command");
        WireClient bob = connect(strict()); // later, and silent
        assertThat(bob.closeCode()).isEqualTo(4510);
        ada.create();
    }
}
