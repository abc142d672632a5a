package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that clients show: in the handshake, as their first command, and again. When one is over: {@link ConversationExpiryTest}. */
class ConversationAuthTest extends WithTokens {
    // ---------------------------------------------------------------- the first command

    @Test
    void isAnnouncedWhereTheHostGoesByTokens() {
        assertThat(browser().takeAll("hello.features").toString()).endsWith("whisper, auth]]");
        try (Chat guests = new Chat()) {
            Client guest = guests.connect();
            assertThat(guest.takeAll("hello.features").toString()).doesNotContain("auth");
            assertThat(guest.refused(auth("any"))).isEqualTo("forbidden");
        }
    }

    @Test
    void saysWhoItIsAndUntilWhen() {
        Client ada = browser();
        ServerLine ok = ada.ok(ada("adas", MINUTE));
        assertThat(ok.fields())
                .isEqualTo(Map.of("until", chat.time.instant().plus(MINUTE).toEpochMilli()));
        ada.join(room, "Ada");
        assertThat(adasBrowser(MINUTE).join(room, "whoever").fields().get("me").toString())
                .as("one member by two connections")
                .contains("Ada");
    }

    @Test
    void hasToBeTheFirst() {
        Client ada = browser();
        for (String early : List.of(
                "'cmd':'create'",
                Client.entering(room, "'name':'Ada'"),
                Client.about(room, "send", "'text':'hi','cid':'c'"),
                "'cmd':'nothing'")) {
            assertThat(ada.refused(early)).isEqualTo("unauthorized");
        }
        assertThat(ada.refused("'room':'KQZW'")).isEqualTo("bad_request");
        ada.ok(ada("adas", MINUTE));
        ada.join(room, "Ada");
    }

    @Test
    void holdsUpWhatComesBehindIt() {
        QueuedExecutor threads = new QueuedExecutor();
        try (Chat slow = new Chat(settings -> settings.authenticator(bearer).verifyOn(threads))) {
            Client ada = connect(slow);
            ada.take();
            tokens.put("adas", Visitor.known("ada"));
            ada.say("{'id':1," + auth("adas") + "}", "{'id':2,'cmd':'create'}");
            assertThat(ada.take()).isEmpty();
            threads.runAll();
            assertThat(ada.takeAll("id")).containsExactly(1L, 2L);
        }
    }

    @Test
    void isWaitedForAsLongAsForAnyFirstCommand() {
        Client silent = browser();
        Client talker = browser();
        Client ada = adasBrowser(MINUTE);
        chat.advance(Duration.ofSeconds(14));
        talker.refused("'cmd':'create'");
        talker.refused(auth("wrong"));
        chat.advance(Duration.ofSeconds(1));
        assertThat(silent.closed()).isEqualTo(4510);
        assertThat(talker.closed()).as("what is refused does not count").isEqualTo(4510);
        assertThat(ada.closed()).isNull();
    }

    @Test
    void guestsMayShowOneToo() {
        try (Chat both = new Chat(settings -> settings.authenticator(bearer.or(Authenticator.guests())))) {
            RoomCode there = both.room();
            Client guest = connect(both);
            guest.join(there, "Guest");
            assertThat(guest.refused(ada("adas", MINUTE)))
                    .as("nobody turns into somebody else in a room")
                    .isEqualTo("forbidden");
            guest.ok(there, "leave", "");
            assertThat(guest.refused(auth("wrong"))).as("and is still a guest").isEqualTo("unauthorized");
            guest.ok(auth("adas"));
            both.gateway.disconnect("ada");
            assertThat(guest.closed()).isEqualTo(4501);
        }
    }

    // ---------------------------------------------------------------- what is refused

    @Test
    void refusesWhatTheHostDoesNotTake() {
        Client ada = browser();
        assertThat(ada.refused(auth("wrong"))).isEqualTo("unauthorized");
        assertThat(ada.refused(ada("over", Duration.ZERO))).isEqualTo("unauthorized");
        assertThat(ada.refused("'cmd':'auth'")).isEqualTo("bad_request");
        assertThat(ada.refused("'cmd':'auth','token':7")).isEqualTo("bad_request");
        assertThat(ada.closed()).isNull();
    }

    @Test
    void saysNothingOfATokenToAnybody() {
        Client ada = browser();
        ada.take();
        ada.say("{'id':1," + auth("s3cret") + "}", "{'id':2," + auth("broken") + "}");
        List<String> answers = ada.take();
        assertThat(answers).hasSize(2).noneMatch(line -> line.contains("s3cret") || line.contains("broken"));
        assertThat(answers.get(1)).contains("\"unavailable\"", "\"retryAfterMs\":1000");
    }

    @Test
    void nobodyBecomesSomebodyElse() {
        Client ada = adasBrowser(MINUTE);
        tokens.put("bobs", Visitor.known("bob"));
        tokens.put("nobodys", Visitor.UNKNOWN);
        assertThat(ada.refused(auth("bobs"))).isEqualTo("forbidden");
        assertThat(ada.refused(auth("nobodys"))).isEqualTo("forbidden");
        pass(ada, MINUTE);
        assertThat(ada.closed()).as("the end of the token that counts").isEqualTo(4501);
    }

    @Test
    void countsAsACommand() {
        Client ada = adasBrowser(MINUTE);
        for (int i = 1; i < 100; i++) {
            ada.ok(auth("adas"));
        }
        assertThat(ada.refused(auth("adas"))).isEqualTo("rate_limited");
    }

    // ---------------------------------------------------------------- in the handshake

    @Test
    void aBadTokenInTheHeaderIsToldAtOnce() {
        Client bad = connect(chat, "Bearer wrong");
        assertThat(bad.closed()).isEqualTo(4501);
        ada("adas", Duration.ZERO);
        Client over = connect(chat, "Bearer adas");
        assertThat(over.closed()).isEqualTo(4501);
        assertThat(over.take()).as("no hello").isEmpty();
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    // ---------------------------------------------------------------- rooms

    private Client to(RoomCode code, Role role) {
        tokens.put("rooms", Visitor.known("ada").with(new Pass(null, Map.of(code, role))));
        Client ada = browser();
        ada.ok(auth("rooms"));
        return ada;
    }

    @Test
    void otherRoomsAreForbiddenWhetherTheyExistOrNot() {
        Client ada = to(new RoomCode("ELSEWHERE"), Role.OWNER);
        ada.take();
        List<Object> errors = new ArrayList<>();
        for (Object code : List.of(room, "AAAA", "?")) {
            ada.say("{'id':1," + Client.entering(code, "'name':'Ada'") + "}");
            errors.addAll(ada.takeAll("error.message"));
        }
        assertThat(errors).hasSize(3).containsOnly("room: the token is not for it");
        assertThat(ada.refused(Client.entering(room, "'resume':'any'"))).isEqualTo("forbidden");
        assertThat(ada.refused(Client.entering("ELSEWHERE", "'name':'Ada'"))).isEqualTo("room_not_found");
        assertThat(ada.refused("'cmd':'create'")).isEqualTo("forbidden");
    }

    @Test
    void aRoleCountsOnEntry() {
        assertThat(Client.get(to(room, Role.MODERATOR).join(room, "Ada"), "me.role"))
                .isEqualTo("moderator");
        assertThat(Client.get(to(room, Role.MEMBER).join(room, "Ada"), "me.role"))
                .as("what somebody has is not taken away")
                .isEqualTo("moderator");
    }

    @Test
    void theNextTokenIsForTheRoomsThatOneIsIn() {
        Client ada = to(room, Role.MEMBER);
        ada.join(room, "Ada");
        tokens.put("fewer", Visitor.known("ada").with(new Pass(null, Map.of())));
        assertThat(ada.refused(auth("fewer"))).isEqualTo("forbidden");
        ada.ok(room, "leave", "");
        ada.ok(auth("fewer"));
        assertThat(ada.refused(Client.entering(room, "'name':'Ada'"))).isEqualTo("forbidden");
    }

    // ---------------------------------------------------------------- places

    @Test
    void aPersonHasSoManyConnectionsByTokensToo() {
        Client first = adasBrowser(MINUTE);
        adasBrowser(MINUTE);
        Client third = browser();
        third.say("{'id':1," + auth("adas") + "}");
        assertThat(third.closed()).isEqualTo(4507);
        first.ok(auth("adas"));
        first.conversation.closed(1000);
        adasBrowser(MINUTE);
    }

    @Test
    void whoIsNoGuestAnyMoreLeavesAPlaceToGuests() {
        try (Chat both = new Chat(settings ->
                settings.authenticator(bearer.or(Authenticator.guests())).connectionsPerMember(1))) {
            tokens.put("adas", Visitor.known("ada"));
            Handshake browser = new Handshake("", new Visitor(null, "browser", null, null, false), null);
            both.connect(browser).ok(auth("adas"));
            assertThat(both.connect(browser).closed()).isNull();
            assertThat(both.connect(browser).closed()).isEqualTo(4507);
        }
    }

    @Test
    void theHostEndsTheConnectionsOfWhomATokenNamed() {
        Client ada = adasBrowser(MINUTE);
        Client waiting = browser();
        chat.gateway.disconnect("ada");
        assertThat(ada.closed()).isEqualTo(4501);
        assertThat(waiting.closed()).isNull();
        assertThat(chat.gateway.connectionCount()).isEqualTo(1);
    }

    @Test
    void whoHasGoneMeanwhileLeavesNothing() {
        QueuedExecutor threads = new QueuedExecutor();
        try (Chat slow = new Chat(
                settings -> settings.authenticator(bearer).verifyOn(threads).connectionsPerMember(1))) {
            tokens.put(
                    "adas",
                    Visitor.known("ada").with(new Pass(slow.time.instant().plus(MINUTE), null)));
            Client gone = connect(slow);
            gone.say("{'id':1," + auth("adas") + "}");
            gone.conversation.closed(1006);
            threads.runAll();
            Client back = connect(slow);
            back.say("{'id':1," + auth("adas") + "}");
            threads.runAll();
            assertThat(back.closed()).isNull();
            assertThat(slow.gateway.connectionCount()).isEqualTo(1);
            slow.advance(MINUTE);
            assertThat(gone.closed()).as("as it was").isNull();
        }
    }

    @Test
    void aGuestsBrowserIsKnownByItsSessionAsBefore() {
        tokens.put("guests", Visitor.UNKNOWN.with(new Pass(null, null)));
        Handshake browser =
                new Handshake("", new Visitor(null, "browser", null, null, false), (CloseCode) null).awaitingToken();
        for (int i = 0; i < 2; i++) {
            Client tab = chat.connect(browser);
            tab.ok(auth("guests"));
            assertThat(Client.get(tab.join(room, "Guest"), "me.member")).isEqualTo("m1");
        }
    }
}
