package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code join}, of somebody who comes for the first time. */
abstract class JoinTests extends WireTests {
    JoinTests(Servers servers) {
        super(servers);
    }

    // ---------------------------------------------------------------- what it answers

    @Test
    void answersWithThePictureOfTheRoom() {
        WireClient ada = connect();
        String code = ada.create();
        Json joined = ada.join(code, "Ada");
        assertThat(joined.fields()).containsExactlyInAnyOrder("room", "me", "resume", "members", "entries", "more");
        Json room = joined.at("room");
        assertThat(room.fields())
                .containsExactlyInAnyOrder(
                        "code",
                        "title",
                        "epoch",
                        "offset",
                        "oldest",
                        "locked",
                        "passphrase",
                        "keep",
                        "maxMembers",
                        "slowModeMs",
                        "count");
        assertThat(room.at("code").text()).isEqualTo(code);
        assertThat(room.at("title").isNull()).isTrue();
        assertThat(room.at("epoch").text()).isNotEmpty();
        assertThat(room.at("offset").number()).isEqualTo(1);
        assertThat(room.at("oldest").number()).isEqualTo(1);
        assertThat(room.at("locked").yes()).isFalse();
        assertThat(room.at("passphrase").yes()).isFalse();
        assertThat(room.at("keep").yes()).isFalse();
        assertThat(room.at("maxMembers").number()).isEqualTo(500);
        assertThat(room.at("slowModeMs").number()).isZero();
        assertThat(room.at("count").number()).isEqualTo(1);
        assertThat(joined.at("me").fields()).containsExactlyInAnyOrder("member", "name", "role");
        assertThat(joined.at("me", "name").text()).isEqualTo("Ada");
        assertThat(joined.at("resume").text()).as("128 bits").hasSizeBetween(22, 64);
        assertThat(joined.at("more").yes()).isFalse();
        Json member = only(joined.at("members"));
        assertThat(member.fields()).containsExactlyInAnyOrder("member", "name", "role", "status", "connections");
        assertThat(member.at("member")).isEqualTo(joined.at("me", "member"));
        assertThat(member.at("name").text()).isEqualTo("Ada");
        assertThat(member.at("role").text()).isEqualTo("owner");
        assertThat(member.at("status").text()).isEqualTo("active");
        assertThat(member.at("connections").number()).isEqualTo(1);
        Json entry = only(joined.at("entries"));
        assertThat(entry.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "name", "role");
        assertThat(entry.at("room").text()).isEqualTo(code);
        assertThat(entry.at("offset").number()).isEqualTo(1);
        assertThat(entry.at("type").text()).isEqualTo("join");
        assertThat(entry.at("name").text()).isEqualTo("Ada");
        assertThat(entry.at("role").text()).isEqualTo("owner");
    }

    @Test
    void tellsTheOthers() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        Json joined = bob.join(room, "Bob");
        Json push = ada.push(room, "join");
        assertThat(push).isEqualTo(last(joined.at("entries")));
        assertThat(push.at("member")).isEqualTo(joined.at("me", "member"));
        assertThat(push.at("role").text()).isEqualTo("member");
        assertThat(push.at("offset").number()).isEqualTo(2);
        assertThat(joined.at("room", "count").number()).isEqualTo(2);
        assertThat(joined.at("members").items())
                .extracting(member -> member.at("name").text())
                .containsExactly("Ada", "Bob");
        assertThat(bob.entries(room)).as("one's own join is in the answer only").isEmpty();
    }

    @Test
    void goesOnWhereTheAnswerEnds() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        ada.say(room, "one");
        WireClient bob = connect();
        long position = bob.join(room, "Bob").at("room", "offset").number();
        ada.say(room, "two");
        ada.say(room, "three");
        bob.message(room, "three");
        assertThat(bob.entries(room))
                .extracting(entry -> entry.at("offset").number())
                .containsExactly(position + 1, position + 2);
    }

    @Test
    void listsOwnersFirst() {
        WireClient ada = connect();
        Json created = ada.ok("create");
        String room = created.at("code").text();
        WireClient bob = connect();
        bob.join(room, "Bob");
        WireClient cyd = connect();
        cyd.join(room, "Cyd");
        assertThat(ada.join(room, "Ada").at("members").items())
                .extracting(member -> member.at("name").text())
                .containsExactly("Ada", "Bob", "Cyd");
    }

    @Test
    void givesMemberIdsOutOnce() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        Json first = bob.join(room, "Bob").at("me", "member");
        bob.ok("leave", "room", room);
        Json second = bob.join(room, "Bob").at("me", "member");
        assertThat(second).isNotEqualTo(first);
    }

    // ---------------------------------------------------------------- roles

    @Test
    void makesOnlyTheCreatingConnectionsFirstJoinOwner() {
        WireClient ada = connect();
        String room = ada.create();
        WireClient bob = connect();
        assertThat(bob.join(room, "Bob").at("me", "role").text())
                .as("the first one there")
                .isEqualTo("member");
        assertThat(ada.join(room, "Ada").at("me", "role").text()).isEqualTo("owner");
        ada.ok("leave", "room", room);
        assertThat(ada.join(room, "Ada").at("me", "role").text())
                .as("the second time")
                .isEqualTo("member");
    }

    @Test
    void makesWhoeverKnowsTheSecretOwner() {
        WireClient ada = connect();
        Json created = ada.ok("create", "passphrase", "sesame", "maxMembers", 1);
        String room = created.at("code").text();
        connect().join(room, "Bob", "passphrase", "sesame");
        Json joined = connect().join(room, "Cyd", "owner", created.at("owner").text());
        assertThat(joined.at("me", "role").text())
                .as("passes passphrase and seat")
                .isEqualTo("owner");
        assertThat(joined.at("room", "count").number()).isEqualTo(2);
    }

    @Test
    void refusesAWrongOwnersSecret() {
        WireClient ada = connect();
        String room = ada.create();
        String other = ada.ok("create").at("owner").text();
        WireClient bob = connect();
        assertThat(bob.error("join", "room", room, "name", "Bob", "owner", "x")).isEqualTo("unauthorized");
        assertThat(bob.error("join", "room", room, "name", "Bob", "owner", "")).isEqualTo("unauthorized");
        assertThat(bob.error("join", "room", room, "name", "Bob", "owner", other))
                .isEqualTo("unauthorized");
        assertThat(bob.error("join", "room", room, "name", "Bob", "owner", 7)).isEqualTo("bad_request");
    }

    // ---------------------------------------------------------------- codes

    @Test
    void readsCodesForgivingly() {
        WireClient ada = connect();
        String code = ada.create();
        ada.join(code, "Ada");
        String lower = code.toLowerCase(Locale.ROOT);
        for (String typed : List.of(
                lower,
                " " + lower.charAt(0) + " " + lower.charAt(1) + "-" + lower.substring(2) + " ",
                lower.codePoints()
                        .map(c -> c - 'a' + '\uff41')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString(),
                code.charAt(0) + "\u2013" + code.charAt(1) + "\u2014" + code.charAt(2) + "\u2010" + code.substring(3),
                code.substring(0, 2) + "\u00a0\u2003\t\n" + code.substring(2))) {
            WireClient bob = connect();
            assertThat(bob.join(typed, "Bob").at("room", "code").text())
                    .as(typed)
                    .isEqualTo(code);
            bob.ok("send", "room", typed, "text", "I am at " + typed, "cid", "c1");
            assertThat(bob.message(code, "I am at " + typed).at("room").text()).isEqualTo(code);
            assertThat(bob.error("join", "room", code, "name", "Bob")).isEqualTo("already_joined");
            bob.ok("leave", "room", typed);
        }
    }

    @Test
    void readsCodesTheSameInTurkey() {
        Locale usual = Locale.getDefault();
        WireClient ada = connect();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            String code = ada.create();
            for (int i = 0; i < 500 && code.indexOf('I') < 0; i++) {
                code = ada.create();
            }
            assertThat(code).contains("I");
            assertThat(ada.join(code.toLowerCase(Locale.ROOT), "Ada")
                            .at("room", "code")
                            .text())
                    .isEqualTo(code);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "A",
                "ABC",
                "QQQQQ1234567890QQ",
                "!!!!",
                "K_ZW",
                "\u0130\u0131XY",
                "\ud83d\ude00",
                "AB\0CD",
                "../.."
            })
    void findsNoRoomByACodeThatIsNone(String code) {
        WireClient ada = connect();
        assertThat(ada.error("join", "room", code, "name", "Ada")).isEqualTo("room_not_found");
        assertThat(ada.error("leave", "room", code)).isEqualTo("not_joined");
    }

    @Test
    void tellsNothingAboutRoomsThatAreNot() {
        WireClient ada = connect();
        Json unknown = ada.call("join", "room", unused(ada), "name", "Ada");
        Json malformed = ada.call("join", "room", "?", "name", "Ada");
        Json endless = ada.call("join", "room", "A".repeat(20_000), "name", "Ada");
        assertThat(errorOf(unknown)).isEqualTo("room_not_found");
        assertThat(malformed.at("error")).as("the same text").isEqualTo(unknown.at("error"));
        assertThat(endless.at("error")).as("the same text").isEqualTo(unknown.at("error"));
    }

    @Test
    void refusesARoomThatIsNoText() {
        WireClient ada = connect();
        assertThat(ada.error("join", "name", "Ada")).isEqualTo("bad_request");
        assertThat(ada.error("join", "room", 1234, "name", "Ada")).isEqualTo("bad_request");
        assertThat(ada.error("join", "room", List.of("ABCD"), "name", "Ada")).isEqualTo("bad_request");
    }
}
