package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static io.github.liveroom.containers.WireClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    // ---------------------------------------------------------------- tail

    @Test
    void givesTheTailThatIsAskedFor() {
        String room = roomWithMessages(220);
        assertThat(tail(room, "tail", 0)).isEmpty();
        assertThat(tail(room, "tail", 1)).hasSize(1);
        assertThat(tail(room, "tail", 200)).hasSize(200);
        assertThat(tail(room)).as("the default").hasSize(50);
    }

    private List<Json> tail(String room, @Nullable Object... tail) {
        WireClient bob = connect();
        Json joined = bob.join(room, "Bob", tail);
        List<Json> entries = joined.at("entries").items();
        long position = joined.at("room", "offset").number();
        assertThat(entries)
                .extracting(entry -> entry.at("offset").number())
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(position - entries.size() + 1, position)
                                .boxed()
                                .toList());
        if (!entries.isEmpty()) {
            assertThat(last(joined.at("entries")).at("type").text()).isEqualTo("join");
        }
        assertThat(joined.at("more").yes()).isTrue();
        assertThat(joined.has("recovered")).isFalse();
        bob.ok("leave", "room", room);
        return entries;
    }

    @Test
    void joinsUnseenWithATailOfNothing() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        Json joined = connect().join(room, "Bob", "tail", 0);
        assertThat(joined.at("entries").items()).isEmpty();
        assertThat(joined.at("room", "offset").number()).isEqualTo(2);
        assertThat(ada.push(room, "join").at("offset").number()).isEqualTo(2);
    }

    @Test
    void cutsATailAtTheSizeOfAReply() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        for (int i = 0; i < 90; i++) {
            ada.say(room, i + "x".repeat(3900));
        }
        WireClient bob = connect();
        Json joined = bob.join(room, "Bob", "tail", 200);
        List<Json> entries = joined.at("entries").items();
        assertThat(entries).hasSizeBetween(40, 70);
        assertThat(joined.at("more").yes()).isTrue();
        assertThat(last(joined.at("entries")).at("type").text()).isEqualTo("join");
        assertThat(entries.get(entries.size() - 2).at("text").text()).startsWith("89x");
        assertThat(bob.lines().stream()
                        .filter(line -> line.has("ok"))
                        .mapToInt(line -> Json.write(line.at("ok", "entries")).length()))
                .allMatch(bytes -> bytes <= 262_144);
    }

    // ---------------------------------------------------------------- since

    @Test
    void givesExactlyWhatIsMissing() {
        WireClient ada = connect();
        String room = ada.create();
        Json position = ada.join(room, "Ada").at("room");
        ada.say(room, "one");
        ada.say(room, "two");
        Json joined = connect().join(room, "Bob", "since", since(position), "tail", 0);
        assertThat(joined.at("recovered").yes()).isTrue();
        assertThat(joined.has("reason")).isFalse();
        assertThat(joined.at("entries").items())
                .extracting(entry -> entry.at("type").text())
                .as("tail does not count")
                .containsExactly("message", "message", "join");
    }

    @Test
    void givesTheTailInAnotherEpoch() {
        String room = roomWithMessages(5);
        Json joined = connect().join(room, "Bob", "since", Map.of("epoch", "other", "offset", 2), "tail", 2);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("epoch");
        assertThat(joined.at("entries").items()).hasSize(2);
    }

    @Test
    void givesTheTailFromThePositionThatHasNotBeenReached() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        Json joined = connect()
                .join(room, "Bob", "since", Map.of("epoch", here.at("epoch").text(), "offset", 1000), "tail", 1);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("future");
        assertThat(joined.at("entries").items()).hasSize(1);
    }

    @Test
    void givesTheTailForAPositionThatIsNotRetained() {
        WireClient ada = connect(servers.with("retain", "10", "ping", "7s"));
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        for (int i = 0; i < 20; i++) {
            ada.say(room, "message " + i);
        }
        WireClient bob = connect(servers.with("retain", "10", "ping", "7s"));
        Json joined = bob.join(room, "Bob", "since", since(here), "tail", 3);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_old");
        assertThat(joined.at("entries").items()).hasSize(3);
        assertThat(joined.at("room", "oldest").number()).isGreaterThan(1);
    }

    @Test
    void givesTheTailWhenTooManyAreMissing() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        fill(ada, room, 501);
        Json joined = connect().join(room, "Bob", "since", since(here), "tail", 4);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_many");
        assertThat(joined.at("entries").items()).hasSize(4);
        assertThat(joined.at("room", "oldest").number()).isEqualTo(1);
    }

    @Test
    void givesTheTailWhenWhatIsMissingIsTooLarge() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        for (int i = 0; i < 70; i++) {
            ada.say(room, "x".repeat(4000));
        }
        Json joined = connect().join(room, "Bob", "since", since(here), "tail", 1);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_many");
        assertThat(joined.at("entries").items()).hasSize(1);
    }

    @Test
    void refusesAPositionThatIsNone() {
        WireClient ada = connect();
        String room = ada.create();
        for (Object bad : List.of(
                "41",
                41,
                List.of(),
                Map.of(),
                Map.of("epoch", "x"),
                Map.of("offset", 1),
                Map.of("epoch", 1, "offset", 1),
                Map.of("epoch", "x", "offset", "1"),
                Map.of("epoch", "x", "offset", -1),
                Map.of("epoch", "x", "offset", new Json.Raw("1.5")),
                Map.of("epoch", "x", "offset", new Json.Raw("9007199254740992")))) {
            assertThat(ada.error("join", "room", room, "name", "Ada", "since", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
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
                code.charAt(0) + "\u2013" + code.charAt(1) + "\u2014" + code.charAt(2) + "\u2010" + code.charAt(3),
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

    // ---------------------------------------------------------------- names

    @Test
    void normalisesNames() {
        WireClient ada = connect();
        String room = ada.create();
        Json joined = ada.join(room, "  \uff21da   Love\u2003lace\u00a0");
        assertThat(joined.at("me", "name").text()).isEqualTo("Ada Love lace");
        assertThat(only(joined.at("members")).at("name").text()).isEqualTo("Ada Love lace");
    }

    @Test
    void keepsNamesOfAllScripts() {
        WireClient ada = connect();
        String room = ada.create();
        for (String name : List.of(
                "Ádám", "Анна", "\u5f20\u4f1f", "\u0645\u0631\u064a\u0645", "O'Brien-Smith Jr.", "\ud83d\ude00 Joy")) {
            WireClient somebody = connect();
            Json me = somebody.join(room, name).at("me");
            assertThat(me.at("name").text()).isEqualTo(name);
            assertThat(somebody.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003\u00a0\u3000"})
    void requiresAName(String name) {
        WireClient ada = connect();
        String room = ada.create();
        assertThat(ada.error("join", "room", room, "name", name)).isEqualTo("name_required");
        assertThat(ada.error("join", "room", room)).isEqualTo("name_required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdefghijklmnopqrstuvwxyzabcdefg",
                "Ada\u0007",
                "A\nda",
                "A\tda",
                "\u202eadA",
                "Ada\u2066",
                "A\u200bda",
                "A\u200dda",
                "\ufeffAda",
                "A\u00adda",
                "Ada\u0085",
                "Ad\u2028a",
                "Ada\ue000",
                "Ada\uffff"
            })
    void refusesNamesThatDeceive(String name) {
        WireClient ada = connect();
        String room = ada.create();
        assertThat(ada.error("join", "room", room, "name", name)).isEqualTo("name_invalid");
        assertThat(ada.isOpen()).isTrue();
    }

    @Test
    void refusesNamesThatAreNoText() {
        WireClient ada = connect();
        String room = ada.create();
        assertThat(ada.error("join", "room", room, "name", 7)).isEqualTo("bad_request");
        assertThat(ada.error("join", "room", room, "name", List.of("Ada"))).isEqualTo("bad_request");
        for (String half : List.of("A\ud83da", "\udc00", "nul \0")) {
            assertThat(ada.error("join", "room", room, "name", half)).isIn("bad_request", "name_invalid");
        }
        ada.join(room, "Ada");
    }

    @Test
    void countsTheCodePointsOfAName() {
        WireClient ada = connect();
        String room = ada.create();
        assertThat(ada.error("join", "room", room, "name", "\ud83d\ude00".repeat(33)))
                .isEqualTo("name_invalid");
        assertThat(ada.join(room, "\ud83d\ude00".repeat(32)).at("me", "name").text())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "ada",
                "ADA",
                " Ada ",
                "\uff21\uff44\uff41",
                "\u0410da",
                "Ad\u0430",
                "\u00aada",
                "A\u0501a"
            })
    void refusesANameThatIsTakenOrLooksLikeIt(String name) {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, name.equals("\u00aada") ? "ada" : "Ada");
        assertThat(connect().error("join", "room", room, "name", name)).isIn("name_taken");
        assertThat(ada.entries(room)).isEmpty();
    }

    @Test
    void freesANameWhenItsMemberLeaves() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect();
        bob.join(room, "Bob");
        WireClient cyd = connect();
        assertThat(cyd.error("join", "room", room, "name", "bob")).isEqualTo("name_taken");
        bob.ok("leave", "room", room);
        cyd.join(room, "bob");
    }

    @Test
    void aNameIsTakenInItsRoomOnly() {
        WireClient ada = connect();
        ada.join(ada.create(), "Ada");
        ada.join(ada.create(), "Ada");
    }

    // ---------------------------------------------------------------- passphrase, seats, and the order of the checks

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

    // ---------------------------------------------------------------- helpers

    private String roomWithMessages(int count) {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        fill(ada, room, count);
        return room;
    }

    /** Says many things, a few at a time. */
    static void fill(WireClient somebody, String room, int count) {
        for (int i = 0; i < count; ) {
            StringBuilder frame = new StringBuilder();
            long id = 0;
            for (int n = 0; n < 8 && i < count; n++, i++) {
                id = somebody.newId();
                frame.append(command(id, "send", "room", room, "text", "message " + i, "cid", "fill-" + id))
                        .append('\n');
            }
            somebody.frame(frame.toString());
            WireClient.okOf(somebody.reply(id));
        }
    }

    static Map<String, Object> since(Json room) {
        return Map.of(
                "epoch", room.at("epoch").text(), "offset", room.at("offset").number());
    }

    static Json only(Json array) {
        assertThat(array.items()).hasSize(1);
        return array.items().get(0);
    }

    static Json last(Json array) {
        List<Json> items = array.items();
        assertThat(items).isNotEmpty();
        return items.get(items.size() - 1);
    }

    /** A code that no room has. */
    static String unused(WireClient somebody) {
        Set<String> tried = new java.util.HashSet<>();
        for (String code : List.of("QZQZ", "XQXQ", "ZZQX", "JQJQ", "VXVX", "WQWQ", "ZXZX", "QJQJ")) {
            tried.add(code);
            if (somebody.error("join", "room", code, "name", "Nobody", "passphrase", "x")
                    .equals("room_not_found")) {
                return code;
            }
        }
        throw new AssertionError("every one of these is a room: " + tried);
    }
}
