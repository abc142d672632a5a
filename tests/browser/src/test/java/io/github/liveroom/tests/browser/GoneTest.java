package io.github.liveroom.tests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.WebSocketRoute;
import io.github.liveroom.tests.network.Cable;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GoneTest {
    private static final String ROOM_GONE =
            "This room does not exist any more. Everyone left, or the server was restarted.";

    @RegisterExtension
    static final Chat chat = Chat.impatient();

    @Test
    void aRoomIsGoneAfterAllHaveLeft() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        Person bob = chat.person("Bob").joins(code);
        ada.leaves();
        bob.leaves();
        chat.person("Carl").waitsUntilGone(code);
        bob.submits("Bob", code);
        bob.findsWrong(bob.codeField(), "No room has this code");
        assertThat(bob.nameField()).hasValue("Bob");
    }

    @Test
    void aRoomIsGoneAfterAllHaveClosedTheirBrowsers() {
        Person ada = chat.person("Ada");
        String code = ada.creates();
        ada.page().close();
        chat.person("Carl").waitsUntilGone(code);
        Person back = ada.tab("Ada");
        back.opens("r/" + code);
        assertThat(back.notice()).hasText(ROOM_GONE);
        assertThat(back.nameField()).hasValue("Ada");
    }

    @Test
    void whoComesBackToARoomThatIsGoneIsHomeWithTheNameKept() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        String code = ada.creates();
        cable.cut();
        chat.person("Carl").waitsUntilGone(code);
        cable.mend();
        ada.isHome();
        assertThat(ada.notice()).hasText(ROOM_GONE);
        assertThat(ada.nameField()).hasValue("Ada");
    }

    @Test
    void whoseSessionHasEndedIsToldSo() {
        Person ada = chat.person("Ada");
        ada.creates();
        ada.page()
                .routeWebSocket(
                        Pattern.compile(".*/liveroom/ws"),
                        socket -> socket.close(new WebSocketRoute.CloseOptions().setCode(4501)));
        ada.page().reload();
        assertThat(ada.page().getByText("Your session has ended")).isVisible();
    }

    @Test
    void theOthersSeeWhoDidNotComeBack() {
        Cable cable = chat.cable();
        Person ada = chat.personBehind(cable, "Ada").expectsOffline();
        Person bob = chat.person("Bob").joins(ada.creates());
        cable.cut();
        bob.reads("Ada joined", "Bob joined", "Ada lost the connection", "Bob looks after the room now");
        bob.seesHere("Bob (you, owner)");
        cable.mend();
        bob.reads("Ada joined", "Bob joined", "Ada lost the connection", "Bob looks after the room now", "Ada joined");
        ada.reads("Ada joined", "Bob joined", "Ada lost the connection", "Bob looks after the room now", "Ada joined");
        ada.says("back at last");
        bob.reads(
                "Ada joined",
                "Bob joined",
                "Ada lost the connection",
                "Bob looks after the room now",
                "Ada joined",
                "Ada: back at last");
    }

    @Test
    void whoComesBackToFindTheNameTakenIsAskedForAnother() {
        Person bob = chat.person("Bob");
        String code = bob.creates();
        Person first = chat.person("Ada").joins(code);
        first.page().close();
        bob.seesHere("Bob (you, owner)");
        Person second = chat.person("Ada").joins(code);
        Person back = first.tab("Ada");
        back.opens("r/" + code);
        assertThat(back.page().getByText("This name is taken")).isVisible();
        assertThat(back.nameField()).hasValue("Ada");
        assertThat(back.nameField()).isFocused();
        back.nameField().fill("Ada L.");
        back.sends("Join");
        back.isInARoom();
        second.seesHere("Bob (owner)", "Ada (you)", "Ada L.");
    }
}
