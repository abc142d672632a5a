package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keeping order: kick, mute, role, close. Bans are in {@link ConversationBanTest}. */
class ConversationModerationTest {
    private final Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");
    private final Client bob = chat.connect();
    private final Object resume = get(bob.join(room, "Bob"), "resume");
    private final Client cleo = chat.member(room, "Cleo");

    ConversationModerationTest() {
        List.of(ada, bob, cleo).forEach(Client::take);
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String push(long offset, String type, String more) {
        return "{'room':'" + room + "','offset':" + offset + ",'type':'" + type + "','at':"
                + chat.time.instant().toEpochMilli() + "," + more + "}";
    }

    private String gone(int code, String reason) {
        return "{'room':'" + room + "','type':'gone','code':" + code + ",'reason':'" + reason + "'}";
    }

    private String resumed() {
        return "'cmd':'join','room':'" + room + "','resume':'" + resume + "'";
    }

    private List<Object> roles() {
        ServerLine members = ada.ok("'cmd':'members','room':'" + room + "'");
        return List.of(get(members, "members.0.role"), get(members, "members.1.role"), get(members, "members.2.role"));
    }

    // ---------------------------------------------------------------- kick

    @Test
    void theKickedGetTheirOwnLeaveAndThenTheReason() {
        assertThat(ada.ok(room, "kick", "'member':'m2','reason':'too loud','cid':'k'")
                        .fields())
                .isEqualTo(Map.of("offset", 4L));
        String leave = push(4, "leave", "'member':'m2','name':'Bob','reason':'kicked'");
        assertThat(bob.takeReadable()).containsExactly(leave, gone(4503, "too loud"));
        assertThat(cleo.takeReadable()).containsExactly(leave);
        assertThat(ada.takeReadable()).containsExactly(leave.replace("}", ",'cid':'k'}"));
        ada.send(room, "at last", "c");
        assertThat(bob.take()).isEmpty();
        assertThat(bob.closed()).isNull();
        assertThat(bob.refused(room, "typing", "'on':true")).isEqualTo("not_joined");
        assertThat(bob.refused(resumed())).isEqualTo("unauthorized");
        assertThat(get(bob.join(room, "Bob"), "me.member")).isEqualTo("m4");
    }

    @Test
    void sayNothingIfNoReasonIsGiven() {
        ada.ok(room, "kick", "'member':'m2','reason':null");
        assertThat(bob.takeReadable().get(1)).isEqualTo(gone(4503, ""));
    }

    @Test
    void theOtherRoomsOfTheKickedGoOn() {
        RoomCode other = chat.room();
        bob.join(other, "Bob");
        ada.ok(room, "kick", "'member':'m2'");
        assertThat(get(bob.send(other, "here", "c"), "offset")).isEqualTo(2L);
    }

    @Test
    void theKickedWhoAreAwayFindOutWhenTheyComeBack() {
        bob.conversation.closed(1006);
        ada.ok(room, "kick", "'member':'m2'");
        assertThat(chat.connect().refused(resumed())).isEqualTo("unauthorized");
        chat.advance(Duration.ofMinutes(1));
        assertThat(ada.takeAll("reason")).containsExactly(null, "kicked");
    }

    @Test
    void whoMayKickWhom() {
        Client dora = chat.member(room, "Dora");
        assertThat(bob.refused(room, "kick", "'member':'m3'")).isEqualTo("forbidden");
        assertThat(bob.refused(room, "kick", "'member':'m2'")).isEqualTo("forbidden");
        ada.ok(room, "role", "'member':'m2','role':'moderator'");
        ada.ok(room, "role", "'member':'m4','role':'moderator'");
        ada.ok(room, "mute", "'member':'m3'");
        for (String member : List.of("m1", "m2", "m4")) {
            assertThat(bob.refused(room, "kick", "'member':'" + member + "'"))
                    .as(member)
                    .isEqualTo("forbidden");
        }
        assertThat(ada.refused(room, "kick", "'member':'m1'")).isEqualTo("forbidden");
        bob.ok(room, "kick", "'member':'m3'");
        ada.ok(room, "kick", "'member':'m4'");
        assertThat(ada.refused(room, "kick", "'member':'m4'")).isEqualTo("target_not_found");
        assertThat(dora.takeAll("type")).endsWith("leave", "gone");
    }

    @Test
    void boundsReasonsInCodePoints() {
        String reason = "😀".repeat(200);
        for (String cmd : List.of("kick", "ban", "mute", "close", "unban")) {
            for (String bad : List.of(reason + "x", "a\\u0000", "a\\ud800")) {
                assertThat(ada.refused(room, cmd, "'member':'m2','reason':'" + bad + "'"))
                        .as(cmd)
                        .isEqualTo("bad_request");
            }
        }
        ada.ok(room, "kick", "'member':'m2','reason':'" + reason + "'");
        assertThat(bob.takeAll("reason")).containsExactly("kicked", reason);
    }

    // ---------------------------------------------------------------- mute

    @Test
    void theMutedListen() {
        bob.send(room, "one", "c-1");
        ada.take();
        assertThat(ada.ok(room, "mute", "'member':'m2','reason':'x'").fields()).isEqualTo(Map.of("offset", 5L));
        assertThat(ada.takeReadable()).containsExactly(push(5, "role", "'member':'m2','role':'muted','by':'m1'"));
        for (String command : List.of(
                "'cmd':'send','text':'a','cid':'c'",
                "'cmd':'send','text':'a','cid':'c','to':['m1']",
                "'cmd':'edit','target':4,'text':'a'",
                "'cmd':'react','target':4,'emoji':'x','on':true",
                "'cmd':'typing','on':true",
                "'cmd':'rename','name':'Robert'")) {
            assertThat(bob.refused(command + ",'room':'" + room + "'"))
                    .as(command)
                    .isEqualTo("muted");
        }
        bob.ok(room, "read", "'offset':1");
        bob.ok(room, "history", "");
        bob.ok(room, "status", "'status':'idle'");
        assertThat(bob.refused(room, "kick", "'member':'m3'")).isEqualTo("forbidden");
        assertThat(get(bob.send(room, "one", "c-1"), "dup")).isEqualTo(true); // what was said was said
        assertThat(get(chat.connect().join(room, "Dora"), "members.1.role")).isEqualTo("muted");
    }

    @Test
    void aMuteEndsWhenItIsTime() {
        ada.ok(room, "mute", "'member':'m2','forMs':60000");
        assertThat(cleo.takeReadable().get(0)).startsWith("{'room':'" + room + "','offset':4,'type':'role'");
        chat.advance(Duration.ofMillis(59_999));
        assertThat(cleo.take()).isEmpty();
        chat.advance(Duration.ofMillis(1));
        assertThat(cleo.takeReadable()).containsExactly(push(5, "role", "'member':'m2','role':'member','by':null"));
        bob.send(room, "again", "c");
    }

    @Test
    void aMuteEndsWhenSomebodyEndsIt() {
        ada.ok(room, "mute", "'member':'m2','forMs':60000");
        assertThat(get(ada.ok(room, "mute", "'member':'m2','forMs':0,'cid':'u'"), "offset"))
                .isEqualTo(5L);
        assertThat(cleo.takeReadable().get(1)).isEqualTo(push(5, "role", "'member':'m2','role':'member','by':'m1'"));
        // nothing to end
        assertThat(get(ada.ok(room, "mute", "'member':'m2','forMs':0"), "offset"))
                .isEqualTo(5L);
        chat.advance(Duration.ofMinutes(2));
        assertThat(cleo.take()).isEmpty();
    }

    @Test
    void theNewestMuteCounts() {
        ada.ok(room, "mute", "'member':'m2','forMs':60000");
        ada.ok(room, "mute", "'member':'m2','forMs':120000");
        ada.ok(room, "mute", "'member':'m3','forMs':9007199254740991");
        chat.advance(Duration.ofSeconds(119));
        assertThat(bob.refused(room, "send", "'text':'a','cid':'c'")).isEqualTo("muted");
        chat.advance(Duration.ofSeconds(1));
        bob.send(room, "again", "c");
        chat.advance(Duration.ofMinutes(55));
        assertThat(cleo.refused(room, "typing", "'on':true")).isEqualTo("muted");
    }

    @Test
    void aMuteOutlastsALostConnection() {
        ada.ok(room, "mute", "'member':'m2','forMs':60000");
        bob.conversation.closed(1006);
        Client back = chat.connect();
        assertThat(get(back.ok(resumed()), "me.role")).isEqualTo("muted");
        chat.advance(Duration.ofMinutes(1));
        back.send(room, "again", "c");
    }

    // ---------------------------------------------------------------- roles

    @Test
    void tellsEveryoneANewRole() {
        assertThat(ada.ok(room, "role", "'member':'m2','role':'moderator'").fields())
                .isEqualTo(Map.of("offset", 4L));
        assertThat(bob.takeReadable()).containsExactly(push(4, "role", "'member':'m2','role':'moderator','by':'m1'"));
        assertThat(get(ada.ok(room, "role", "'member':'m2','role':'moderator'"), "offset"))
                .isEqualTo(4L);
        assertThat(bob.take()).isEmpty();
        assertThat(roles()).containsExactly("owner", "moderator", "member");
    }

    @Test
    void whoMakesAnotherOwnerIsAModeratorThen() {
        assertThat(get(ada.ok(room, "role", "'member':'m2','role':'owner','cid':'r'"), "offset"))
                .isEqualTo(4L);
        assertThat(bob.takeReadable())
                .containsExactly(
                        push(4, "role", "'member':'m2','role':'owner','by':'m1'"),
                        push(5, "role", "'member':'m1','role':'moderator','by':'m1'"));
        assertThat(ada.takeAll("cid")).containsExactly("r", "r");
        assertThat(roles()).containsExactly("moderator", "owner", "member");
        assertThat(ada.refused(room, "role", "'member':'m3','role':'moderator'"))
                .isEqualTo("forbidden");
        assertThat(bob.refused(room, "role", "'member':'m2','role':'member'")).isEqualTo("forbidden");
        bob.ok(room, "role", "'member':'m1','role':'member'");
    }

    @Test
    void givesNoOtherRoles() {
        for (String role : List.of("muted", "Owner", "", "admin")) {
            assertThat(ada.refused(room, "role", "'member':'m2','role':'" + role + "'"))
                    .as(role)
                    .isEqualTo("bad_request");
        }
        ada.ok(room, "role", "'member':'m2','role':'moderator'");
        assertThat(bob.refused(room, "role", "'member':'m3','role':'moderator'"))
                .isEqualTo("forbidden");
        assertThat(bob.refused(room, "close", "")).isEqualTo("forbidden");
    }

    @Test
    void theModeratorInheritsAndTheMutedOnlyIfThereIsNobodyElse() {
        ada.ok(room, "mute", "'member':'m2'");
        ada.ok(room, "leave", "");
        assertThat(cleo.takeReadable().get(2)).isEqualTo(push(6, "role", "'member':'m3','role':'owner','by':null"));
        cleo.ok(room, "leave", "");
        assertThat(bob.takeReadable().get(4)).isEqualTo(push(8, "role", "'member':'m2','role':'owner','by':null"));
        bob.send(room, "mine", "c");
    }

    // ---------------------------------------------------------------- close

    @Test
    void whoClosesARoomIsToldByTheAnswer() {
        assertThat(ada.ok(room, "close", "'reason':'late','cid':'x'").fields()).isEmpty();
        String end = push(4, "close", "'reason':'late'");
        assertThat(ada.takeReadable()).containsExactly(end.replace("}", ",'cid':'x'}"));
        assertThat(bob.takeReadable()).containsExactly(end, gone(4506, "late"));
        assertThat(ada.refused(room, "typing", "'on':true")).isEqualTo("not_joined");
        assertThat(bob.refused(room, "typing", "'on':true")).isEqualTo("not_joined");
        assertThat(ada.refused("'cmd':'join','room':'" + room + "','name':'Ada'"))
                .isEqualTo("room_not_found");
        assertThat(chat.connect().refused(resumed())).isEqualTo("room_not_found");
    }

    @Test
    void closesWithoutAReasonToo() {
        ada.ok(room, "close", "");
        assertThat(bob.takeAll("reason")).containsExactly("", "");
    }
}
