package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is kept out by a ban, and how it ends. */
class ConversationBanTest {
    private static final String ADDRESS = "192.0.2.7";
    private static final String SESSION = "guest-secret";

    private Chat chat;
    private Client ada;
    private ServerLine created;
    private RoomCode room;
    private Client bob;
    private Object resume;

    ConversationBanTest() {
        meet(true);
    }

    /** The owner m1, and the member m2, who has an address and a browser. */
    private void meet(boolean banAddresses) {
        chat = new Chat(settings -> {
            settings.ping(Duration.ofHours(1));
            settings.rooms().banAddresses(banAddresses);
        });
        ada = chat.connectFrom("192.0.2.1");
        created = ada.ok("'cmd':'create','maxMembers':3");
        room = new RoomCode(String.valueOf(get(created, "code")));
        ada.join(room, "Ada");
        bob = chat.connect(new Handshake(ADDRESS, new Visitor(null, SESSION, ADDRESS, null, false), null));
        resume = get(bob.ok(join("'name':'Bob'")), "resume");
        bob.take();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private String join(String more) {
        return Client.about(room, "join", more);
    }

    private static final String AS_ANYONE = "'name':'Robert'";

    private Client from(String address) {
        return chat.connectFrom(address);
    }

    @Test
    void theBannedGetTheirOwnLeaveAndThenTheReason() {
        assertThat(ada.ok(room, "ban", "'member':'m2','reason':'enough'").fields())
                .isEqualTo(Map.of("offset", 3L));
        assertThat(bob.takeReadable())
                .containsExactly(
                        "{'room':'" + room + "','offset':3,'type':'leave','at':"
                                + chat.time.instant().toEpochMilli() + ",'member':'m2','name':'Bob','reason':'banned'}",
                        "{'room':'" + room + "','type':'gone','code':4504,'reason':'enough'}");
        assertThat(bob.refused(room, "history", "")).isEqualTo("not_joined");
        assertThat(bob.refused(join(AS_ANYONE))).isEqualTo("banned");
        assertThat(bob.closed()).isNull();
    }

    @Test
    void keepsTheBrowserOutWhereverItIs() {
        ada.ok(room, "ban", "'member':'m2'");
        assertThat(chat.connect(new Handshake("192.0.2.8", new Visitor(null, SESSION, "192.0.2.8", null, false), null))
                        .refused(join(AS_ANYONE)))
                .isEqualTo("banned");
        from("192.0.2.8").ok(join(AS_ANYONE));
    }

    @Test
    void keepsTheAddressOut() {
        ada.ok(room, "ban", "'member':'m2'");
        assertThat(from(ADDRESS).refused(join(AS_ANYONE))).isEqualTo("banned");
    }

    @Test
    void keepsNoAddressOutIfThatIsSetSo() {
        chat.close();
        meet(false);
        ada.ok(room, "ban", "'member':'m2'");
        from(ADDRESS).ok(join(AS_ANYONE));
        assertThat(chat.connect(new Handshake(ADDRESS, new Visitor(null, SESSION, ADDRESS, null, false), null))
                        .refused(join(AS_ANYONE)))
                .isEqualTo("banned");
    }

    @Test
    void keepsTheResumeSecretOutWithOrWithoutAName() {
        ada.ok(room, "ban", "'member':'m2'");
        assertThat(from("192.0.2.9").refused(join("'resume':'" + resume + "'"))).isEqualTo("banned");
        assertThat(from("192.0.2.9").refused(join("'resume':'" + resume + "'," + AS_ANYONE)))
                .isEqualTo("banned");
    }

    @Test
    void keepsOutWhoWasAwayWhenItHappened() {
        bob.conversation.closed(1006);
        ada.ok(room, "ban", "'member':'m2'");
        assertThat(from("192.0.2.9").refused(join("'resume':'" + resume + "'"))).isEqualTo("banned");
        assertThat(from(ADDRESS).refused(join(AS_ANYONE))).isEqualTo("banned");
        assertThat(chat.connect(new Handshake("", new Visitor(null, SESSION, null, null, false), null))
                        .refused(join(AS_ANYONE)))
                .isEqualTo("banned");
    }

    @Test
    void aValidResumeIsCheckedForBansOfThePersonNotOfTheAddress() {
        Client cleo = from("192.0.2.9");
        Object valid = get(cleo.ok(join("'name':'Cleo'")), "resume");
        cleo.conversation.closed(1006);
        ada.ok(room, "ban", "'member':'m2'");
        assertThat(chat.connect(new Handshake("", new Visitor(null, SESSION, null, null, false), null))
                        .refused(join("'resume':'" + valid + "'")))
                .isEqualTo("banned");
        ada.ok(room, "update", "'locked':true,'maxMembers':1");
        from(ADDRESS).ok(join("'resume':'" + valid + "'"));
    }

    @Test
    void isTheFirstThingToBeToldOf() {
        ada.ok(room, "ban", "'member':'m2'");
        ada.ok(room, "update", "'locked':true");
        assertThat(bob.refused(join("'name':' '"))).isEqualTo("banned");
        assertThat(bob.refused(join("'name':7"))).isEqualTo("bad_request");
        Object owner = get(created, "owner");
        assertThat(bob.refused(join("'name':'Bob','owner':'" + owner + "'"))).isEqualTo("banned");
        assertThat(bob.refused(join("'name':'Bob','owner':'wrong'"))).isEqualTo("banned");
    }

    @Test
    void theOwnerSecretPassesLockPassphraseAndSeat() {
        ada.ok(room, "update", "'passphrase':'sesame','locked':true,'maxMembers':1");
        Client again = from("192.0.2.8");
        assertThat(again.refused(join("'name':'Cleo'"))).isEqualTo("wrong_passphrase");
        assertThat(again.refused(join("'name':'Cleo','owner':'wrong'"))).isEqualTo("unauthorized");
        ServerLine joined = again.ok(join("'name':'Cleo','owner':'" + get(created, "owner") + "'"));
        assertThat(get(joined, "me.role")).isEqualTo("owner");
        assertThat(get(joined, "room.count")).isEqualTo(3L);
    }

    @Test
    void endsWhenItIsTime() {
        ada.ok(room, "ban", "'member':'m2','forMs':60000");
        chat.advance(Duration.ofMillis(59_999));
        assertThat(bob.refused(join(AS_ANYONE))).isEqualTo("banned");
        chat.advance(Duration.ofMillis(1));
        bob.ok(join(AS_ANYONE));
    }

    @Test
    void endsWhenSomebodyEndsIt() {
        ada.ok(room, "ban", "'member':'m2'");
        ada.take();
        assertThat(bob.refused(join(AS_ANYONE))).isEqualTo("banned");
        assertThat(ada.ok(room, "unban", "'member':'m2','cid':'u'").fields()).isEmpty();
        assertThat(ada.take()).isEmpty();
        assertThat(get(bob.ok(join(AS_ANYONE)), "me.member")).isEqualTo("m3");
    }

    @Test
    void whoWasNeverBannedMayBeLetInAgain() {
        assertThat(ada.ok(room, "unban", "'member':'m2'").fields()).isEmpty();
        for (String nobody : new String[] {"m3", "m0", "Bob", ""}) {
            assertThat(ada.refused(room, "unban", "'member':'" + nobody + "'"))
                    .as(nobody)
                    .isEqualTo("target_not_found");
        }
        assertThat(bob.refused(room, "unban", "'member':'m1'")).isEqualTo("forbidden");
        assertThat(ada.refused(room, "ban", "'member':'m3'")).isEqualTo("target_not_found");
        assertThat(ada.refused(room, "ban", "'member':'m1'")).isEqualTo("forbidden");
    }

    @Test
    void isForOneRoom() {
        RoomCode other = chat.room();
        ada.ok(room, "ban", "'member':'m2'");
        bob.join(other, "Bob");
    }
}
