package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.about;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of clients that ask for much and do not read it. */
class ConversationBacklogTest {
    private static final int MIB = 1024 * 1024;
    private static final int SAID = 50;

    private final Chat chat = new Chat(settings -> settings.answerBytes(MIB).commandsBurst(1000));
    private final RoomCode room = chat.room();
    private final Client ada = chat.member(room, "Ada");

    @AfterEach
    void close() {
        chat.close();
    }

    /** Somebody who has asked so often for about 200 KiB, and reads none of it. */
    private Client hoarder(String name, int pages) {
        Client hoarder = chat.member(room, name);
        hoarder.carrier.hold();
        for (int i = 0; i < pages; i++) {
            hoarder.say("{'id':" + i + "," + about(room, "history", "'limit':" + SAID) + "}");
        }
        return hoarder;
    }

    private void talk() {
        for (int i = 0; i < SAID; i++) {
            ada.send(room, "x".repeat(4000), "c" + i);
        }
    }

    @Test
    void whoHoldsMostOfWhatNobodyReadsGoes() {
        talk();
        Client some = hoarder("Some", 1);
        Client more = hoarder("More", 2);
        Client less = hoarder("Less", 1);
        chat.advance(Duration.ZERO);
        assertThat(more.closed()).isNull();

        Client last = hoarder("Last", 2);
        chat.advance(Duration.ZERO);
        assertThat(more.closed()).isEqualTo(4008);
        assertThat(last.closed()).isNull();
        assertThat(some.closed()).isNull();
        assertThat(less.closed()).isNull();
    }

    @Test
    void whatIsReadIsNotHeld() {
        talk();
        for (int i = 0; i < 20; i++) {
            Client reader = hoarder("Reader " + i, 2);
            reader.carrier.release();
            chat.advance(Duration.ZERO);
            assertThat(reader.closed()).isNull();
        }
    }

    @Test
    void whatOneIsClosedWithIsNotHeldAnyMore() {
        talk();
        for (int i = 0; i < 20; i++) {
            hoarder("Gone " + i, 2).conversation.closed(1006);
        }
        Client some = hoarder("Some", 2);
        chat.advance(Duration.ZERO);
        assertThat(some.closed()).isNull();
    }

    @Test
    void whatRoomsSayIsNoAnswer() {
        Client[] slow = new Client[10];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = hoarder("Slow " + i, 0);
        }
        talk();
        chat.advance(Duration.ZERO);
        assertThat(slow).allSatisfy(each -> assertThat(each.closed()).isNull());
    }
}
