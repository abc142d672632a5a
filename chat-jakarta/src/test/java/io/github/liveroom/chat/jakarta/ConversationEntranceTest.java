package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.entering;
import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often an address may try to get in: joins, codes, passphrases and secrets. */
class ConversationEntranceTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final Chat chat = new Chat();
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void refusesRightAndWrongCodesAlikeAfterFiveWrongOnes() {
        Client mallory = chat.connectFrom(HERE);
        Client neighbour = chat.connectFrom(HERE);
        for (int i = 0; i < 5; i++) {
            assertThat(mallory.refused(entering("000" + i, "'name':'M'"))).isEqualTo("room_not_found");
        }
        Object wrong = get(neighbour.ask(entering("0009", "'name':'M'")), "error");
        assertThat(get(wrong, "code")).isEqualTo("rate_limited");
        ServerLine right = neighbour.ask(entering(room, "'name':'M'"));
        assertThat(get(right, "error")).isEqualTo(wrong);
        assertThat(chat.gateway.find(room.value(), HERE)).isInstanceOf(Outcome.Refused.class);
        chat.connectFrom(THERE).join(room, "Bob");
        chat.waitAsToldBy(right);
        neighbour.join(room, "M");
    }

    @Test
    void countsGuessesOfFormsAndConnectionsTogether() {
        for (int i = 0; i < 5; i++) {
            chat.gateway.find("000" + i, HERE);
        }
        assertThat(chat.connectFrom(HERE).refused(entering(room, "'name':'M'"))).isEqualTo("rate_limited");
    }

    @Test
    void aValidResumePassesTheThrottleAndAWrongOneDoesNot() {
        Client ada = chat.connectFrom(HERE);
        Object resume = get(ada.join(room, "Ada"), "resume");
        Client mallory = chat.connectFrom(HERE);
        for (int i = 0; i < 5; i++) {
            mallory.ask(entering("000" + i, "'name':'M'"));
        }
        assertThat(mallory.refused(entering(room, "'resume':'wrong'"))).isEqualTo("rate_limited");
        assertThat(mallory.refused(entering(room, "'resume':'wrong','name':'M'")))
                .isEqualTo("rate_limited");
        assertThat(mallory.refused(entering("0000", "'resume':'" + resume + "'")))
                .isEqualTo("rate_limited");
        ada.conversation.closed(1006);
        ServerLine back = chat.connectFrom(HERE).ok(entering(room, "'resume':'" + resume + "'"));
        assertThat(get(back, "me.member")).isEqualTo("m1");
    }

    @Test
    void limitsTheJoinsOfAnAddress() {
        try (Chat few = new Chat(settings -> settings.joinsPerSecond(2))) {
            RoomCode code = few.room();
            Client ada = few.connectFrom(HERE);
            for (int i = 0; i < 4; i++) {
                ada.ok(entering(code, "'name':'Ada'"));
                ada.ok("'cmd':'leave','room':'" + code + "'");
            }
            ServerLine refused = ada.ask(entering(code, "'name':'Ada'"));
            assertThat(get(refused, "error.retryAfterMs")).isEqualTo(500L);
            few.connectFrom(THERE).join(code, "Bob");
            few.waitAsToldBy(refused);
            ada.join(code, "Ada");
        }
    }

    @Test
    void doesNotLimitAddressesThatAreNotKnown() {
        Client ada = chat.connect();
        for (int i = 0; i < 20; i++) {
            assertThat(ada.refused(entering("0000", "'name':'M'"))).isEqualTo("room_not_found");
        }
    }

    // ---------------------------------------------------------------- passphrases

    @Test
    void allowsFiveWrongPassphrasesOfAnAddress() {
        RoomCode locked = chat.room("sesame", null);
        Client ada = chat.connectFrom(HERE);
        Object resume = get(ada.ok(entering(locked, "'name':'Ada','passphrase':'sesame'")), "resume");
        Client mallory = chat.connectFrom(HERE);
        for (int i = 0; i < 5; i++) {
            assertThat(mallory.refused(entering(locked, "'name':'M','passphrase':'" + i + "'")))
                    .isEqualTo("wrong_passphrase");
        }
        ServerLine right = mallory.ask(entering(locked, "'name':'M','passphrase':'sesame'"));
        assertThat(mallory.refused(entering(locked, "'name':'M','owner':'x'"))).isEqualTo("rate_limited");
        mallory.join(room, "M"); // that needs none
        Client resumed = chat.connectFrom(HERE);
        assertThat(get(resumed.ok(entering(locked, "'resume':'" + resume + "'")), "me.name"))
                .isEqualTo("Ada");
        chat.waitAsToldBy(right);
        mallory.ok(entering(locked, "'name':'M','passphrase':'sesame'"));
    }

    @Test
    void countsWrongOwnerSecretsLikeWrongPassphrases() {
        Client mallory = chat.connectFrom(HERE);
        for (int i = 0; i < 5; i++) {
            assertThat(mallory.refused(entering(room, "'name':'M','owner':'" + i + "'")))
                    .isEqualTo("unauthorized");
        }
        assertThat(mallory.refused(entering(room, "'name':'M','owner':'5'"))).isEqualTo("rate_limited");
        mallory.join(room, "M");
    }

    @Test
    void doesNotCountWhoShowsNoPassphraseAtAll() {
        RoomCode locked = chat.room("sesame", null);
        Client ada = chat.connectFrom(HERE);
        for (int i = 0; i < 20; i++) {
            assertThat(ada.refused(entering(locked, "'name':'Ada'"))).isEqualTo("wrong_passphrase");
        }
        ada.ok(entering(locked, "'name':'Ada','passphrase':'sesame'"));
    }
}
