package io.github.liveroom.containers;

import org.junit.jupiter.api.BeforeEach;

/** For tests that need people in a room: the owner m1, and the members m2 and m3. */
abstract class ThreePeopleTests extends WireTests {
    WireClient ada;
    WireClient bob;
    WireClient cyd;
    String room;

    @SuppressWarnings("NullAway.Init")
    ThreePeopleTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connect();
        bob = connect();
        cyd = connect();
        room = ada.create();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
        cyd.join(room, "Cyd");
    }
}
