package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names people come in. */
abstract class NameTests extends WireTests {
    NameTests(Servers servers) {
        super(servers);
    }

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
}
