package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static io.github.liveroom.containers.WireClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is let in: passphrases and seats, and the order in which a {@code join} is checked. */
abstract class AdmissionTests extends WireTests {
    AdmissionTests(Servers servers) {
        super(servers);
    }

    @Test
    void asksForThePassphrase() {
        WireClient ada = connect();
        String room = ada.create("passphrase", "sesame");
        WireClient bob = connect();
        assertThat(bob.error("join", "room", room, "name", "Bob")).isEqualTo("wrong_passphrase");
        assertThat(bob.error("join", "room", room, "name", "Bob", "passphrase", "Sesame"))
                .isEqualTo("wrong_passphrase");
        assertThat(bob.error("join", "room", room, "name", "Bob", "passphrase", 7))
                .isEqualTo("bad_request");
        bob.join(room, "Bob", "passphrase", "sesame");
        assertThat(ada.join(room, "Ada").at("me", "role").text())
                .as("who created it needs none")
                .isEqualTo("owner");
    }

    @Test
    void ignoresAPassphraseWhereNoneIsNeeded() {
        WireClient ada = connect();
        ada.join(ada.create(), "Ada", "passphrase", "whatever");
    }

    @Test
    void hasAsManySeatsAsWereAskedFor() {
        WireClient ada = connect();
        String room = ada.create("maxMembers", 2);
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        WireClient cyd = connect();
        assertThat(cyd.error("join", "room", room, "name", "Cyd")).isEqualTo("room_full");
        bob.ok("leave", "room", room);
        cyd.join(room, "Cyd");
    }

    @Test
    void hasNoMoreSeatsThanTheServerAllows() {
        RunningServer small = servers.with("max-members", "2");
        WireClient ada = connect(small);
        assertThat(ada.error("create", "maxMembers", 3)).isEqualTo("bad_request");
        String room = ada.create();
        assertThat(ada.join(room, "Ada").at("room", "maxMembers").number()).isEqualTo(2);
        connect(small).join(room, "Bob");
        assertThat(connect(small).error("join", "room", room, "name", "Cyd")).isEqualTo("room_full");
    }

    @Test
    void looksAtTheShapeBeforeTheRoom() {
        WireClient ada = connect();
        String nowhere = unused(ada);
        assertThat(ada.error("join", "room", nowhere, "name", "Ada", "tail", 201))
                .isEqualTo("bad_request");
        assertThat(ada.error("join", "room", nowhere, "name", "Ada", "tail", -1))
                .isEqualTo("bad_request");
        assertThat(ada.error("join", "room", nowhere, "name", "Ada", "tail", "1"))
                .isEqualTo("bad_request");
        assertThat(ada.error("join", "room", nowhere, "name", 7)).isEqualTo("bad_request");
        assertThat(ada.error("join", "room", nowhere, "name", "Ada", "resume", 7))
                .isEqualTo("bad_request");
        assertThat(ada.error("join", "room", nowhere, "name", "Ada", "passphrase", ""))
                .isEqualTo("bad_request");
    }

    @Test
    void looksAtTheRoomBeforeTheRest() {
        WireClient ada = connect();
        assertThat(ada.error("join", "room", unused(ada))).isEqualTo("room_not_found");
        assertThat(ada.error("join", "room", unused(ada), "resume", "x")).isEqualTo("room_not_found");
        assertThat(ada.error("join", "room", unused(ada), "owner", "x", "name", "Ada"))
                .isEqualTo("room_not_found");
    }

    @Test
    void looksWhetherOneIsInBeforeTheRest() {
        WireClient ada = connect();
        String room = ada.create("passphrase", "sesame");
        String resume = ada.join(room, "Ada").at("resume").text();
        assertThat(ada.error("join", "room", room)).isEqualTo("already_joined");
        assertThat(ada.error("join", "room", room, "name", "Eve", "passphrase", "x"))
                .isEqualTo("already_joined");
        assertThat(ada.error("join", "room", room, "resume", resume)).isEqualTo("already_joined");
        assertThat(ada.error("join", "room", room, "tail", 201)).isEqualTo("bad_request");
    }

    @Test
    void isInSixteenRoomsAtOnceAndNoMore() {
        WireClient ada = connect();
        String first = ada.create();
        ada.join(first, "Ada");
        for (int i = 1; i < 16; i++) {
            ada.join(ada.create(), "Ada");
        }
        WireClient bob = connect();
        String more = bob.create("passphrase", "sesame");
        assertThat(ada.error("join", "room", more, "name", "Ada", "passphrase", "sesame"))
                .isEqualTo("too_many_rooms");
        assertThat(ada.error("join", "room", more))
                .as("before passphrase and name")
                .isEqualTo("too_many_rooms");
        assertThat(ada.error("join", "room", first, "name", "Ada"))
                .as("after this")
                .isEqualTo("already_joined");
        assertThat(ada.error("join", "room", unused(bob), "name", "Ada")).isEqualTo("room_not_found");
        ada.ok("leave", "room", first);
        ada.join(more, "Ada", "passphrase", "sesame");
    }

    @Test
    void looksAtThePassphraseBeforeTheName() {
        WireClient ada = connect();
        String room = ada.create("passphrase", "sesame", "maxMembers", 1);
        ada.join(room, "Ada");
        WireClient bob = connect();
        for (Object[] name : new Object[][] {{}, {"name", "\u202e"}, {"name", "Ada"}, {"name", "Bob"}}) {
            Object[] fields = java.util.stream.Stream.concat(
                            java.util.stream.Stream.of("room", room, "passphrase", "x"),
                            java.util.stream.Stream.of(name))
                    .toArray();
            assertThat(bob.error("join", fields)).isEqualTo("wrong_passphrase");
        }
    }

    @Test
    void looksAtTheNameBeforeTheSeat() {
        WireClient ada = connect();
        String room = ada.create("maxMembers", 1);
        ada.join(room, "Ada");
        WireClient bob = connect();
        assertThat(bob.error("join", "room", room)).isEqualTo("name_required");
        assertThat(bob.error("join", "room", room, "name", "\u202e")).isEqualTo("name_invalid");
        assertThat(bob.error("join", "room", room, "name", "ada")).isEqualTo("name_taken");
        assertThat(bob.error("join", "room", room, "name", "Bob")).isEqualTo("room_full");
    }

    @Test
    void letsTwoJoinsOfOneNameAtOnceInOnce() {
        WireClient ada = connect();
        String room = ada.create();
        List<WireClient> rush = connect(server(), 10);
        rush.forEach(WireClient::hello);
        List<Long> ids = rush.stream()
                .map(one -> one.post("join", "room", room, "name", "Bob"))
                .toList();
        List<Json> replies = java.util.stream.IntStream.range(0, rush.size())
                .mapToObj(i -> rush.get(i).reply(ids.get(i)))
                .toList();
        assertThat(replies).filteredOn(reply -> reply.has("ok")).hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> reply.has("error"))
                .allMatch(reply -> reply.at("error", "code").text().equals("name_taken"));
    }

    @Test
    void letsTwoJoinsOfOneConnectionAtOnceInOnce() {
        WireClient ada = connect();
        String room = ada.create();
        ada.frame(command(70, "join", "room", room, "name", "Ada") + "\n"
                + command(71, "join", "room", room, "name", "Eve"));
        assertThat(ada.reply(70).has("ok")).isTrue();
        assertThat(errorOf(ada.reply(71))).isEqualTo("already_joined");
        assertThat(connect().join(room, "Bob").at("room", "count").number()).isEqualTo(2);
    }
}
