package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Coming back: {@code join} with {@code resume}. */
abstract class ResumeTests extends WireTests {
    ResumeTests(Servers servers) {
        super(servers);
    }

    @Test
    void takesTheMemberOverBeforeTheServerNotices() {
        WireClient ada = connect();
        String room = ada.create();
        Json before = ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        WireClient again = connect();
        Json after =
                again.ok("join", "room", room, "resume", before.at("resume").text(), "name", "ignored");
        assertThat(after.at("me")).isEqualTo(before.at("me"));
        assertThat(after.at("resume")).isNotEqualTo(before.at("resume"));
        assertThat(after.at("room", "count").number()).isEqualTo(2);
        assertThat(after.at("room", "offset").number()).isEqualTo(2);
        Json gone = ada.push(room, "gone");
        assertThat(gone.fields()).containsExactlyInAnyOrder("room", "type", "code", "reason");
        assertThat(gone.at("code").number()).isEqualTo(4505);
        bob.say(room, "hello again");
        again.message(room, "hello again");
        assertThat(bob.entries(room)).as("nothing but the message was appended").hasSize(1);
    }

    @Test
    void takesNothingElseFromTheOldConnection() {
        WireClient ada = connect();
        String room = ada.create();
        String other = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        ada.join(other, "Ada");
        WireClient again = connect();
        again.ok("join", "room", room, "resume", resume);
        ada.push(room, "gone");
        again.say(room, "mine now");
        assertThat(ada.error("send", "room", room, "text", "hi", "cid", "c1")).isEqualTo("not_joined");
        assertThat(ada.error("leave", "room", room)).isEqualTo("not_joined");
        ada.say(other, "still here");
        List<Json> pushes = ada.pushes(room);
        assertThat(pushes.get(pushes.size() - 1).at("type").text())
                .as("the last line of the room")
                .isEqualTo("gone");
    }

    @Test
    void letsTheOldConnectionJoinAnew() {
        WireClient ada = connect();
        String room = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        WireClient again = connect();
        again.ok("join", "room", room, "resume", resume);
        ada.push(room, "gone");
        assertThat(ada.error("join", "room", room, "name", "Ada")).isEqualTo("name_taken");
        assertThat(ada.join(room, "Eve").at("me", "role").text()).isEqualTo("member");
    }

    @Test
    void givesWhatWasMissedAndAppendsNothing() {
        WireClient ada = connect();
        String room = ada.create();
        Json before = ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        ada.drop();
        Json away = bob.push(room, "status");
        assertThat(away.fields()).containsExactlyInAnyOrder("room", "type", "member", "status", "connections");
        assertThat(away.at("member")).isEqualTo(before.at("me", "member"));
        assertThat(away.at("status").text()).isEqualTo("away");
        assertThat(away.at("connections").number()).isZero();
        bob.say(room, "one");
        bob.say(room, "two");
        WireClient again = connect();
        Json after = again.ok(
                "join",
                "room",
                room,
                "resume",
                before.at("resume").text(),
                "since",
                since(before.at("room")),
                "tail",
                0);
        assertThat(after.at("recovered").yes()).isTrue();
        assertThat(after.at("entries").items())
                .extracting(entry -> entry.at("type").text())
                .containsExactly("join", "message", "message");
        assertThat(after.at("entries").items().get(0).at("name").text()).isEqualTo("Bob");
        Json back = bob.push(room, "status", status -> status.at("status").is("active"));
        assertThat(back.at("connections").number()).isEqualTo(1);
        again.say(room, "three");
        bob.message(room, "three");
        assertThat(bob.entries(room))
                .extracting(entry -> entry.at("type").text())
                .as("neither leave nor join")
                .containsExactly("message", "message", "message");
    }

    @Test
    void recoversNothingIfNothingWasMissed() {
        WireClient ada = connect();
        String room = ada.create();
        Json before = ada.join(room, "Ada");
        Json after = connect()
                .ok("join", "room", room, "resume", before.at("resume").text(), "since", since(before.at("room")));
        assertThat(after.at("recovered").yes()).isTrue();
        assertThat(after.at("entries").items()).isEmpty();
    }

    @Test
    void givesTheTailToWhoeverDoesNotSayWhereItWas() {
        WireClient ada = connect();
        String room = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        Json after = connect().ok("join", "room", room, "resume", resume);
        assertThat(after.has("recovered")).isFalse();
        assertThat(only(after.at("entries")).at("type").text()).isEqualTo("join");
    }

    @Test
    void needsNeitherSeatNorPassphraseNorName() {
        WireClient ada = connect();
        String room = ada.create("passphrase", "sesame", "maxMembers", 1);
        String resume = ada.join(room, "Ada").at("resume").text();
        Json after = connect()
                .ok("join", "room", room, "resume", resume, "name", "\u202e", "passphrase", "wrong", "owner", "wrong");
        assertThat(after.at("me", "name").text()).isEqualTo("Ada");
        assertThat(after.at("me", "role").text()).isEqualTo("owner");
    }

    @Test
    void takesTheUsedSecretAgainUntilTheNextCommand() {
        WireClient ada = connect();
        String room = ada.create();
        String first = ada.join(room, "Ada").at("resume").text();
        WireClient second = connect();
        second.ok("join", "room", room, "resume", first);
        WireClient third = connect();
        third.ok("join", "room", room, "resume", first);
        assertThat(second.push(room, "gone").at("code").number()).isEqualTo(4505);
        third.ok("history", "room", room);
        WireClient fourth = connect();
        assertThat(fourth.error("join", "room", room, "resume", first)).isEqualTo("unauthorized");
        assertThat(third.isOpen()).isTrue();
        third.say(room, "still mine");
    }

    @Test
    void forgetsTheUsedSecretWhenTheNewOneIsUsed() {
        WireClient ada = connect();
        String room = ada.create();
        String first = ada.join(room, "Ada").at("resume").text();
        String second =
                connect().ok("join", "room", room, "resume", first).at("resume").text();
        WireClient third = connect();
        third.ok("join", "room", room, "resume", second);
        assertThat(connect().error("join", "room", room, "resume", first)).isEqualTo("unauthorized");
        WireClient fourth = connect();
        fourth.ok("join", "room", room, "resume", second);
        assertThat(third.push(room, "gone").at("code").number()).isEqualTo(4505);
    }

    @Test
    void endsWhenTheMemberLeaves() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        String resume = bob.join(room, "Bob").at("resume").text();
        bob.ok("leave", "room", room);
        WireClient again = connect();
        assertThat(again.error("join", "room", room, "resume", resume)).isEqualTo("unauthorized");
        Json anew = again.join(room, "Bob", "resume", resume).at("me", "member");
        ada.push(room, "join", join -> join.at("member").equals(anew));
    }

    @Test
    void isNothingWorthInAnotherRoom() {
        WireClient ada = connect();
        String room = ada.create();
        String other = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        WireClient bob = connect();
        assertThat(bob.error("join", "room", other, "resume", resume)).isEqualTo("unauthorized");
        assertThat(bob.error("join", "room", other, "resume", "")).isEqualTo("unauthorized");
        assertThat(bob.join(other, "Bob", "resume", resume).at("room", "count").number())
                .isEqualTo(1);
    }

    @Test
    void isOverWithTheReconnectGrace() {
        RunningServer hasty = servers.with("reconnect-grace", "300ms");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(hasty);
        Json before = bob.join(room, "Bob");
        bob.drop();
        assertThat(ada.push(room, "status").at("status").text()).isEqualTo("away");
        Json leave = ada.push(room, "leave");
        assertThat(leave.at("reason").text()).isEqualTo("timeout");
        assertThat(leave.at("name").text()).isEqualTo("Bob");
        assertThat(leave.at("member")).isEqualTo(before.at("me", "member"));
        String resume = before.at("resume").text();
        WireClient again = connect(hasty);
        assertThat(again.error("join", "room", room, "resume", resume)).isEqualTo("unauthorized");
        Json after = again.join(room, "Bob", "resume", resume);
        assertThat(after.at("me", "member")).isNotEqualTo(before.at("me", "member"));
        assertThat(ada.push(room, "join", join -> join.at("member").equals(after.at("me", "member")))
                        .at("name")
                        .text())
                .isEqualTo("Bob");
    }

    @Test
    void stillNamesTheRememberedCidsAfterATimeout() {
        RunningServer hasty = servers.with("reconnect-grace", "300ms");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(hasty);
        String resume = bob.join(room, "Bob").at("resume").text();
        Json sent = bob.ok("send", "room", room, "text", "once", "cid", "mine");
        bob.drop();
        ada.push(room, "leave");
        WireClient again = connect(hasty);
        Json after = again.join(room, "Bob", "resume", resume);
        Json replayed = after.at("entries").items().stream()
                .filter(entry -> entry.at("type").is("message"))
                .findFirst()
                .orElseThrow();
        assertThat(replayed.at("cid").text()).isEqualTo("mine");
        Json repeated = again.ok("send", "room", room, "text", "once", "cid", "mine");
        assertThat(repeated.at("dup").yes()).isTrue();
        assertThat(repeated.at("offset")).isEqualTo(sent.at("offset"));
    }

    @Test
    void remembersCidsThroughATakeover() {
        WireClient ada = connect();
        String room = ada.create();
        Json before = ada.join(room, "Ada");
        Json sent = ada.ok("send", "room", room, "text", "once", "cid", "mine");
        WireClient bob = connect();
        bob.join(room, "Bob");
        WireClient again = connect();
        Json after =
                again.ok("join", "room", room, "resume", before.at("resume").text(), "since", since(before.at("room")));
        assertThat(after.at("entries").items().get(0).at("cid").text()).isEqualTo("mine");
        Json repeated = again.ok("send", "room", room, "text", "once", "cid", "mine");
        assertThat(repeated.at("dup").yes()).isTrue();
        assertThat(repeated.at("offset")).isEqualTo(sent.at("offset"));
        assertThat(bob.ok("history", "room", room).at("entries").items())
                .filteredOn(entry -> entry.at("type").is("message"))
                .hasSize(1)
                .noneMatch(entry -> entry.has("cid"));
    }

    @Test
    void keepsARenamedName() {
        WireClient ada = connect();
        String room = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        ada.ok("rename", "room", room, "name", "Countess");
        ada.drop();
        Json after = connect().ok("join", "room", room, "resume", resume);
        assertThat(after.at("me", "name").text()).isEqualTo("Countess");
    }

    @Test
    void twoAtOnceLeaveOneOfThemIn() {
        WireClient ada = connect();
        String room = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        WireClient bob = connect();
        bob.join(room, "Bob");
        List<WireClient> rush = connect(server(), 5);
        rush.forEach(WireClient::hello);
        List<Long> ids = rush.stream()
                .map(one -> one.post("join", "room", room, "resume", resume))
                .toList();
        for (int i = 0; i < rush.size(); i++) {
            rush.get(i).reply(ids.get(i));
        }
        List<WireClient> in = rush.stream()
                .filter(one -> !one.error("typing", "room", room).equals("not_joined"))
                .toList();
        assertThat(in)
                .as("typing without on is bad_request only to those who are in")
                .hasSize(1);
        assertThat(in.get(0).say(room, "it is me").at("offset").number()).isEqualTo(3);
        bob.message(room, "it is me");
        assertThat(bob.entries(room)).as("nothing else was appended").hasSize(1);
    }
}
