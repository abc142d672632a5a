package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The command {@code create}. */
abstract class CreateTests extends WireTests {
    CreateTests(Servers servers) {
        super(servers);
    }

    /** Codes grow with the number of rooms. */
    private WireClient connectWhereRoomsAreFew() {
        return connect(servers.with("features", "create"));
    }

    @Test
    void givesACodeOfFourLettersAndTheOwnersSecret() {
        WireClient ada = connectWhereRoomsAreFew();
        Json one = ada.ok("create");
        Json two = ada.ok("create");
        assertThat(one.fields()).containsExactlyInAnyOrder("code", "owner");
        assertThat(one.at("code").text()).matches("[A-Z]{4}");
        assertThat(one.at("owner").text()).as("128 bits").hasSizeBetween(22, 40);
        assertThat(two.at("code")).isNotEqualTo(one.at("code"));
        assertThat(two.at("owner")).isNotEqualTo(one.at("owner"));
    }

    @Test
    void doesNotJoin() {
        WireClient ada = connect();
        String room = ada.create();
        assertThat(ada.error("send", "room", room, "text", "hi", "cid", "c1")).isEqualTo("not_joined");
        assertThat(ada.join(room, "Ada").at("room", "count").number()).isEqualTo(1);
    }

    @Test
    void takesWhatTheRoomShallBeLike() {
        WireClient ada = connect();
        Json created = ada.ok(
                "create", "title", "Tea", "passphrase", "sesame", "maxMembers", 3, "codeLength", 8, "keep", false);
        String room = created.at("code").text();
        assertThat(room).matches("[A-Z0-9]{8}");
        Json joined = ada.join(room, "Ada", "passphrase", "sesame").at("room");
        assertThat(joined.at("title").text()).isEqualTo("Tea");
        assertThat(joined.at("passphrase").yes()).isTrue();
        assertThat(joined.at("maxMembers").number()).isEqualTo(3);
        assertThat(joined.at("keep").yes()).isFalse();
    }

    @Test
    void takesValuesUpToTheirLimits() {
        WireClient ada = connect();
        ada.create("title", "\uD83D\uDE00".repeat(80));
        ada.create("passphrase", "p");
        ada.create("passphrase", "\uD83D\uDE00".repeat(128));
        ada.create("maxMembers", 1);
        ada.create("maxMembers", 500);
        assertThat(connectWhereRoomsAreFew().create("codeLength", 4)).hasSize(4);
        assertThat(ada.create("codeLength", 16)).hasSize(16);
    }

    @Test
    void refusesValuesOutOfRange() {
        for (List<Object> bad : List.<List<Object>>of(
                List.of("title", "x".repeat(81)),
                List.of("passphrase", ""),
                List.of("passphrase", "x".repeat(129)),
                List.of("maxMembers", 0),
                List.of("maxMembers", -1),
                List.of("maxMembers", 501),
                List.of("maxMembers", 5_000_000_000L),
                List.of("codeLength", 3),
                List.of("codeLength", 17),
                List.of("codeLength", -4))) {
            assertThat(connect().error("create", bad.toArray())).as("%s", bad).isEqualTo("bad_request");
        }
    }

    @Test
    void refusesValuesOfTheWrongType() {
        for (List<Object> bad : List.<List<Object>>of(
                List.of("title", 7),
                List.of("title", List.of("Tea")),
                List.of("passphrase", true),
                List.of("keep", "yes"),
                List.of("keep", 1),
                List.of("maxMembers", "3"),
                List.of("maxMembers", new Json.Raw("1.5")),
                List.of("maxMembers", new Json.Raw("3.0")),
                List.of("maxMembers", new Json.Raw("1e1")),
                List.of("maxMembers", new Json.Raw("99999999999999999999")),
                List.of("codeLength", "8"),
                List.of("codeLength", new Json.Raw("{}")))) {
            assertThat(connect().error("create", bad.toArray())).as("%s", bad).isEqualTo("bad_request");
        }
    }

    @Test
    void refusesATitleThatNoUtf8CanHold() {
        WireClient ada = connect();
        assertThat(ada.error("create", "title", "half \ud83d")).isEqualTo("bad_request");
        assertThat(ada.error("create", "title", "nul \0")).isEqualTo("bad_request");
    }

    @Test
    void keepsARoomOnlyWherePolicyAllows() {
        Json reply = connect().call("create", "keep", true);
        if (reply.has("error")) {
            assertThat(WireClient.errorOf(reply)).isEqualTo("forbidden");
        } else {
            String room = reply.at("ok", "code").text();
            assertThat(connect().join(room, "Ada").at("room", "keep").yes()).isTrue();
        }
    }

    @Test
    void aConnectionOwnsEachRoomItCreated() {
        WireClient ada = connect();
        String one = ada.create();
        String two = ada.create();
        assertThat(ada.join(two, "Ada").at("me", "role").text()).isEqualTo("owner");
        assertThat(ada.join(one, "Ada").at("me", "role").text()).isEqualTo("owner");
    }
}
