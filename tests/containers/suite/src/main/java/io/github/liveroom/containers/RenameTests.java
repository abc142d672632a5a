package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code rename}. */
abstract class RenameTests extends WireTests {
    private WireClient ada;
    private WireClient bob;
    private String room;

    @SuppressWarnings("NullAway.Init")
    RenameTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void meet() {
        ada = connect();
        bob = connect();
        room = ada.create();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
    }

    @Test
    void tellsEveryone() {
        Json ok = ada.ok("rename", "room", room, "name", "  Countess   \uff2covelace ");
        assertThat(ok.fields()).containsExactly("name");
        assertThat(ok.at("name").text()).isEqualTo("Countess Lovelace");
        Json entry = bob.push(room, "rename");
        assertThat(entry.fields()).containsExactlyInAnyOrder("room", "offset", "type", "at", "member", "name", "was");
        assertThat(entry.at("offset").number()).isEqualTo(3);
        assertThat(entry.at("name").text()).isEqualTo("Countess Lovelace");
        assertThat(entry.at("was").text()).isEqualTo("Ada");
        assertThat(ada.push(room, "rename")).isEqualTo(entry);
        assertThat(connect()
                        .join(room, "Cyd")
                        .at("members")
                        .items()
                        .get(0)
                        .at("name")
                        .text())
                .isEqualTo("Countess Lovelace");
    }

    @Test
    void marksTheEntryForTheOneWhoCausedIt() {
        ada.ok("rename", "room", room, "name", "Countess", "cid", "r1");
        assertThat(ada.push(room, "rename").at("cid").text()).isEqualTo("r1");
        assertThat(bob.push(room, "rename").has("cid")).isFalse();
    }

    @Test
    void answersARepeatedCidWithTheFirstAnswer() {
        Json first = ada.ok("rename", "room", room, "name", "Countess", "cid", "r1");
        assertThat(first.has("dup")).isFalse();
        Json again = ada.ok("rename", "room", room, "name", "Duchess", "cid", "r1");
        assertThat(again.at("dup").yes()).isTrue();
        assertThat(again.at("name").text()).isEqualTo("Countess");
        ada.say(room, "still");
        assertThat(bob.message(room, "still").at("name").text()).isEqualTo("Countess");
        assertThat(bob.pushes(room, "rename")).hasSize(1);
    }

    @Test
    void messagesKeepTheNameOfTheirTime() {
        ada.say(room, "before");
        ada.ok("rename", "room", room, "name", "Countess");
        ada.say(room, "after");
        assertThat(bob.message(room, "before").at("name").text()).isEqualTo("Ada");
        assertThat(bob.message(room, "after").at("name").text()).isEqualTo("Countess");
        assertThat(bob.ok("history", "room", room).at("entries").items())
                .filteredOn(entry -> entry.at("type").is("message"))
                .extracting(entry -> entry.at("name").text())
                .containsExactly("Ada", "Countess");
    }

    @Test
    void freesTheOldName() {
        ada.ok("rename", "room", room, "name", "Countess");
        bob.ok("rename", "room", room, "name", "ada");
        assertThat(bob.error("rename", "room", room, "name", "countess")).isEqualTo("name_taken");
    }

    @Test
    void letsSomebodySpellTheOwnNameDifferently() {
        ada.ok("rename", "room", room, "name", "ADA");
        assertThat(bob.push(room, "rename").at("name").text()).isEqualTo("ADA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bob", "BOB", "B\u043eb", "\uff22ob"})
    void refusesANameThatIsTakenOrLooksLikeIt(String name) {
        assertThat(ada.error("rename", "room", room, "name", name)).isEqualTo("name_taken");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "A\u0000", "A\nda", "A\u200bda", "abcdefghijklmnopqrstuvwxyzabcdefg"})
    void refusesANameThatIsNone(String name) {
        assertThat(ada.error("rename", "room", room, "name", name)).isIn("name_invalid", "bad_request");
        assertNothingChanged();
    }

    @Test
    void requiresAName() {
        assertThat(ada.error("rename", "room", room)).isEqualTo("name_required");
        assertThat(ada.error("rename", "room", room, "name", "")).isEqualTo("name_required");
        assertThat(ada.error("rename", "room", room, "name", " \u3000 ")).isEqualTo("name_required");
        assertThat(ada.error("rename", "room", room, "name", 7)).isEqualTo("bad_request");
        assertNothingChanged();
    }

    @Test
    void isForMembersOnly() {
        WireClient eve = connect();
        assertThat(eve.error("rename", "room", room, "name", "Eve")).isEqualTo("not_joined");
        assertThat(eve.error("rename", "room", room)).isEqualTo("not_joined");
        assertThat(eve.error("rename", "room", room, "name", "Eve", "cid", "")).isEqualTo("bad_request");
        assertThat(eve.error("rename", "name", "Eve")).isEqualTo("bad_request");
    }

    private void assertNothingChanged() {
        ada.say(room, "as before");
        Json message = bob.message(room, "as before");
        assertThat(message.at("offset").number()).isEqualTo(3);
        assertThat(message.at("name").text()).isEqualTo("Ada");
    }
}
