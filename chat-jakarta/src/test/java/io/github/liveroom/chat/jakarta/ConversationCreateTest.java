package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.entering;
import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating rooms, and what becomes of those who did. */
class ConversationCreateTest {
    private final Chat chat = new Chat();

    @AfterEach
    void close() {
        chat.close();
    }

    // ---------------------------------------------------------------- create

    @Test
    void creatingARoomDoesNotJoinIt() {
        Client ada = chat.connect();
        ServerLine created = ada.ok("'cmd':'create'");
        assertThat(get(created, "code")).asString().matches("[A-Z]{4}");
        assertThat(get(created, "owner")).asString().hasSize(22); // 128 bits in base64url
        assertThat(ada.refused("'cmd':'history','room':'" + get(created, "code") + "'"))
                .isEqualTo("not_joined");
    }

    @Test
    void createsWhatWasAskedFor() {
        Client ada = chat.connect();
        Object code = get(
                ada.ok("'cmd':'create','title':'Tea \\ud83c\\udf75','passphrase':'sesame','keep':true,"
                        + "'maxMembers':3,'codeLength':8"),
                "code");
        assertThat(code).asString().matches("[A-Z]{8}");
        ServerLine joined = ada.ok(entering(code, "'name':'Ada'"));
        assertThat(get(joined, "room.title")).isEqualTo("Tea 🍵");
        assertThat(get(joined, "room.passphrase")).isEqualTo(true);
        assertThat(get(joined, "room.keep")).isEqualTo(true);
        assertThat(get(joined, "room.maxMembers")).isEqualTo(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'title':7",
                "'title':'\\ud800'",
                "'title':'\\u0000'",
                "'passphrase':''",
                "'passphrase':'\\udc00'",
                "'maxMembers':0",
                "'maxMembers':501",
                "'codeLength':3",
                "'codeLength':17",
                "'keep':'yes'"
            })
    void refusesRoomsThatCannotBe(String option) {
        assertThat(chat.connect().refused("'cmd':'create'," + option)).isEqualTo("bad_request");
    }

    // ---------------------------------------------------------------- roles

    @Test
    void whoCreatedTheRoomIsOwnerAndEverybodyElseMember() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        Client bob = chat.connect();
        assertThat(get(bob.ok(entering(code, "'name':'Bob'")), "me.role")).isEqualTo("member");
        assertThat(get(ada.ok(entering(code, "'name':'Ada'")), "me.role")).isEqualTo("owner");
        assertThat(get(ada.ok("'cmd':'history','room':'" + code + "'"), "entries.-1.role"))
                .isEqualTo("owner");
    }

    @Test
    void onlyTheFirstJoinOfWhoCreatedTheRoomIsTheOwners() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        ada.ok(entering(code, "'name':'Ada'"));
        ada.ok("'cmd':'leave','room':'" + code + "'");
        assertThat(get(ada.ok(entering(code, "'name':'Ada'")), "me.role")).isEqualTo("member");
    }

    @Test
    void aJoinThatIsRefusedDoesNotUseTheOwnersRightUp() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        assertThat(ada.refused(entering(code, "'name':' '"))).isEqualTo("name_required");
        assertThat(get(ada.ok(entering(code, "'name':'Ada'")), "me.role")).isEqualTo("owner");
    }

    @Test
    void theOwnerSecretMakesAnOwnerAndPassesSeatAndPassphrase() {
        Client ada = chat.connect();
        ServerLine created = ada.ok("'cmd':'create','passphrase':'sesame','maxMembers':1");
        Object code = get(created, "code");
        assertThat(chat.connect().refused(entering(code, "'name':'Bob','owner':'wrong'")))
                .isEqualTo("unauthorized");
        chat.connect().ok(entering(code, "'name':'Bob','passphrase':'sesame'"));
        assertThat(get(
                        chat.connect().ok(entering(code, "'name':'Ada','owner':'" + get(created, "owner") + "'")),
                        "me.role"))
                .isEqualTo("owner");
    }

    @Test
    void whenTheOwnerLeavesWhoIsLongestThereFollows() {
        Client ada = chat.connect();
        Object code = get(ada.ok("'cmd':'create'"), "code");
        ada.ok(entering(code, "'name':'Ada'"));
        Client bob = chat.member(new RoomCode(code.toString()), "Bob");
        chat.member(new RoomCode(code.toString()), "Cleo");
        bob.take();
        ada.ok("'cmd':'leave','room':'" + code + "'");
        assertThat(bob.takeReadable())
                .hasSize(2)
                .satisfies(lines ->
                        assertThat(lines.get(0)).contains("'type':'leave'", "'member':'m1'", "'reason':'left'"))
                .satisfies(lines ->
                        assertThat(lines.get(1)).contains("'type':'role'", "'member':'m2','role':'owner','by':null"));
    }
}
