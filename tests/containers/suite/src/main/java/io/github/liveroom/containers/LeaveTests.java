package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a stay ends, who inherits the room, and what becomes of an empty one. */
abstract class LeaveTests extends WireTests {
    LeaveTests(Servers servers) {
        super(servers);
    }

    @Test
    void leavesAtOnce() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        Json me = bob.join(room, "Bob").at("me");
        assertThat(bob.ok("leave", "room", room).fields()).isEmpty();
        Json leave = ada.push(room, "leave");
        assertThat(leave.fields())
                .containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "name", "reason");
        assertThat(leave.at("offset").number()).isEqualTo(3);
        assertThat(leave.at("member")).isEqualTo(me.at("member"));
        assertThat(leave.at("name").text()).isEqualTo("Bob");
        assertThat(leave.at("reason").text()).isEqualTo("left");
        assertThat(bob.error("send", "room", room, "text", "hi", "cid", "c1")).isEqualTo("not_joined");
        assertThat(bob.error("leave", "room", room)).isEqualTo("not_joined");
        assertThat(ada.pushes(room, "status")).as("nobody was away").isEmpty();
    }

    @Test
    void theReplyIsTheRoomsLastLine() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        // Much is said while Bob goes.
        StringBuilder storm = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            storm.append(command(100 + i, "send", "room", room, "text", "storm " + i, "cid", "storm" + i))
                    .append('\n');
        }
        ada.frame(storm.toString());
        long leave = bob.post("leave", "room", room);
        bob.reply(leave);
        ada.reply(107);
        ada.say(room, "afterwards");
        assertThat(bob.error("leave", "room", room)).isEqualTo("not_joined"); // whatever was under way has come
        List<Json> lines = bob.lines();
        int at = lines.indexOf(bob.reply(leave));
        assertThat(lines.subList(at, lines.size()))
                .noneMatch(line -> line.at("room").is(room));
    }

    @Test
    void canComeBackOnTheSameConnection() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        bob.ok("leave", "room", room);
        Json back = bob.join(room, "Bob");
        assertThat(back.at("room", "offset").number()).isEqualTo(4);
        ada.say(room, "welcome back");
        assertThat(bob.message(room, "welcome back").at("offset").number()).isEqualTo(5);
    }

    @Test
    void aCloseWith1000LeavesEveryRoomAtOnce() {
        WireClient ada = connect();
        String one = ada.create();
        String two = ada.create();
        ada.join(one, "Ada");
        ada.join(two, "Ada");
        WireClient bob = connect();
        bob.join(one, "Bob");
        bob.join(two, "Bob");
        bob.goAway();
        assertThat(ada.push(one, "leave").at("reason").text()).isEqualTo("left");
        assertThat(ada.push(two, "leave").at("reason").text()).isEqualTo("left");
        assertThat(ada.pushes(one, "status")).isEmpty();
    }

    @Test
    void aCloseWithAnotherCodeIsADrop() throws IOException {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket bob = raw(server()).text(command(1, "join", "room", room, "name", "Bob"));
        ada.push(room, "join");
        bob.frame(8, true, new byte[] {(byte) (1001 >> 8), (byte) 1001}); // a browser whose page is reloaded
        assertDropped(ada, room);
    }

    @Test
    void aCloseWithoutCodeIsADrop() throws IOException {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket bob = raw(server()).text(command(1, "join", "room", room, "name", "Bob"));
        ada.push(room, "join");
        bob.frame(8, true, new byte[0]);
        if (servers.container().tellsCloseFramesWithoutCode()) {
            assertDropped(ada, room);
        } else {
            assertThat(ada.push(room, "leave").at("reason").text()).isEqualTo("left");
        }
    }

    @Test
    void aBrokenConnectionLeavesWhenTheGraceIsOver() throws IOException {
        RunningServer hasty = servers.with("reconnect-grace", "300ms");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket bob = raw(hasty).text(command(1, "join", "room", room, "name", "Bob"));
        ada.push(room, "join");
        bob.close();
        assertThat(ada.push(room, "leave").at("reason").text()).isEqualTo("timeout");
        assertThat(ada.pushes(room))
                .extracting(push -> push.at("type").text())
                .containsExactly("join", "status", "leave");
    }

    @Test
    void aProtocolErrorIsADrop() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        bob.frame("rubbish");
        assertThat(bob.closeCode()).isEqualTo(4500);
        assertDropped(ada, room);
    }

    @Test
    void keepsNameAndSeatOfSomebodyWhoIsAway() {
        WireClient ada = connect();
        String room = ada.create("maxMembers", 2);
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        bob.drop();
        ada.push(room, "status");
        WireClient cyd = connect();
        assertThat(cyd.error("join", "room", room, "name", "Bob")).isEqualTo("name_taken");
        assertThat(cyd.error("join", "room", room, "name", "Cyd")).isEqualTo("room_full");
    }

    @Test
    void listsSomebodyWhoIsAwayAsSuch() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        bob.drop();
        ada.push(room, "status");
        Json listed = connect().join(room, "Cyd").at("members").items().get(1);
        assertThat(listed.at("name").text()).isEqualTo("Bob");
        assertThat(listed.at("status").text()).isEqualTo("away");
        assertThat(listed.at("connections").number()).isZero();
    }

    // ---------------------------------------------------------------- roles

    @Test
    void whoIsThereLongestInheritsTheRoom() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        Json heir = bob.join(room, "Bob").at("me", "member");
        WireClient cyd = connect();
        cyd.join(room, "Cyd");
        ada.ok("leave", "room", room);
        Json role = cyd.push(room, "role");
        assertThat(role.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "role", "by");
        assertThat(role.at("member")).isEqualTo(heir);
        assertThat(role.at("role").text()).isEqualTo("owner");
        assertThat(role.at("by").isNull()).isTrue();
        assertThat(role.at("offset").number())
                .isEqualTo(cyd.push(room, "leave").at("offset").number() + 1);
        assertThat(bob.push(room, "role")).isEqualTo(role);
        assertThat(connect().join(room, "Dan").at("members").items().get(0).at("member"))
                .isEqualTo(heir);
    }

    @Test
    void somebodyWhoIsAwayInheritsToo() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        Json heir = bob.join(room, "Bob").at("me", "member");
        WireClient cyd = connect();
        cyd.join(room, "Cyd");
        bob.drop();
        cyd.push(room, "status");
        ada.ok("leave", "room", room);
        assertThat(cyd.push(room, "role").at("member")).isEqualTo(heir);
    }

    @Test
    void nobodyInheritsWhileAnOwnerIsThere() {
        WireClient ada = connect();
        Json created = ada.ok("create");
        String room = created.at("code").text();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob", "owner", created.at("owner").text());
        WireClient cyd = connect();
        cyd.join(room, "Cyd");
        ada.ok("leave", "room", room);
        cyd.push(room, "leave");
        cyd.say(room, "who owns this?");
        cyd.message(room, "who owns this?");
        assertThat(cyd.pushes(room, "role")).isEmpty();
    }

    @Test
    void anOwnerWhoIsAwayRemainsOwner() {
        WireClient ada = connect();
        String room = ada.create();
        String resume = ada.join(room, "Ada").at("resume").text();
        WireClient bob = connect();
        bob.join(room, "Bob");
        ada.drop();
        bob.push(room, "status");
        assertThat(connect()
                        .ok("join", "room", room, "resume", resume)
                        .at("me", "role")
                        .text())
                .isEqualTo("owner");
        assertThat(bob.pushes(room, "role")).isEmpty();
    }

    // ---------------------------------------------------------------- empty rooms

    @Test
    void anEmptyRoomGoesWhenItsGraceIsOver() {
        RunningServer hasty = servers.with("empty-grace", "200ms");
        WireClient ada = connect(hasty);
        String untouched = ada.create();
        String room = ada.create();
        ada.join(room, "Ada");
        ada.ok("leave", "room", room);
        WireClient bob = connect(hasty);
        Json refused = awaitTheEndOf(room, hasty);
        Json unknown = bob.call("join", "room", unused(bob), "name", "Bob");
        assertThat(refused.at("error"))
                .as("the same text as if it had never been")
                .isEqualTo(unknown.at("error"));
        assertThat(bob.join(untouched, "Bob").at("room", "count").number())
                .as("a room that nobody has joined yet waits a minute")
                .isEqualTo(1);
    }

    @Test
    void anEmptyRoomWaits() {
        RunningServer hasty = servers.with("empty-grace", "200ms");
        WireClient ada = connect(); // on a server where that takes a minute
        String room = ada.create();
        String epoch = ada.join(room, "Ada").at("room", "epoch").text();
        ada.ok("leave", "room", room);
        WireClient cyd = connect(hasty);
        String other = cyd.create();
        cyd.join(other, "Cyd");
        cyd.ok("leave", "room", other);
        awaitTheEndOf(other, hasty);
        Json back = ada.join(room, "Ada");
        assertThat(back.at("room", "epoch").text()).isEqualTo(epoch);
        assertThat(back.at("room", "offset").number()).isEqualTo(3);
    }

    @Test
    void somebodyWhoComesInTimeKeepsTheRoom() {
        RunningServer hasty = servers.with("empty-grace", "200ms");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        ada.ok("leave", "room", room);
        Json back = ada.call("join", "room", room, "name", "Ada");
        String other = ada.create();
        ada.join(other, "Ada");
        ada.ok("leave", "room", other);
        awaitTheEndOf(other, hasty);
        WireClient bob = connect(hasty);
        if (back.has("ok")) { // else this machine slept over it
            assertThat(bob.join(room, "Bob").at("room", "count").number()).isEqualTo(2);
        }
    }

    @Test
    void anEmptyRoomGoesAtOnceWithoutGrace() {
        RunningServer hasty = servers.with("empty-grace", "0s");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(hasty);
        bob.join(room, "Bob");
        ada.ok("leave", "room", room);
        bob.say(room, "still here");
        bob.ok("leave", "room", room);
        awaitTheEndOf(room, hasty);
    }

    @Test
    void aRoomWhoseLastMemberTimedOutGoesToo() {
        RunningServer hasty = servers.with("empty-grace", "0s", "reconnect-grace", "200ms");
        WireClient ada = connect(hasty);
        String room = ada.create();
        ada.join(room, "Ada");
        ada.drop();
        awaitTheEndOf(room, hasty);
    }

    /** Knocks, without coming in, until there is no such room; gives the last answer. */
    private Json awaitTheEndOf(String room, RunningServer server) {
        WireClient somebody = connectFromElsewhere(server);
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            // Nobody can have this name: an open room says so, and nothing happens in it.
            Json reply = somebody.call("join", "room", room, "name", "\u202e");
            if (WireClient.errorOf(reply).equals("room_not_found")) {
                return reply;
            }
        }
        throw new AssertionError("the room is still there");
    }
}
