package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody may try who knows no code, no passphrase and no secret. */
abstract class GuessTests extends WireTests {
    /** Longer than any code that the server makes up. */
    private static final String NO_ROOM = "QZQZQZQZQZQZQZQ";

    GuessTests(Servers servers) {
        super(servers);
    }

    private RunningServer guarded() {
        return servers.with("guesses-per-minute", "5");
    }

    @Test
    void answersRightAndWrongCodesAlikeAfterFiveWrongOnes() {
        WireClient host = connectFromElsewhere(guarded());
        String room = host.create();
        host.join(room, "Host");
        WireClient ada = connect(guarded());
        for (String wrong : List.of(NO_ROOM + "A", NO_ROOM + "B", "?", NO_ROOM + "D", "")) {
            assertThat(ada.error("join", "room", wrong, "name", "Ada")).isEqualTo("room_not_found");
        }
        Json sixth = ada.call("join", "room", NO_ROOM + "E", "name", "Ada");
        if (!addressesAreKnown()) {
            assertThat(errorOf(sixth)).isEqualTo("room_not_found");
            ada.join(room, "Ada");
            return;
        }
        Json right = ada.call("join", "room", room, "name", "Ada");
        assertThat(errorOf(sixth)).isEqualTo("rate_limited");
        assertThat(errorOf(right)).isEqualTo("rate_limited");
        assertThat(right.at("error", "message")).as("alike").isEqualTo(sixth.at("error", "message"));
        assertThat(right.at("error", "retryAfterMs").number()).isBetween(1L, 60_000L);
        WireClient again = connect(guarded());
        assertThat(again.error("join", "room", room, "name", "Ada"))
                .as("it is the address that counts")
                .isEqualTo("rate_limited");
        assertThat(ada.error("join", "room", "?", "tail", 999))
                .as("before the shape")
                .isEqualTo("rate_limited");
        connectFromElsewhere(guarded()).join(room, "Bob");
        host.push(room, "join");
        assertThat(host.pushes(room, "join")).hasSize(1);
    }

    @Test
    void letsAValidResumeThroughAllTheSame() {
        WireClient host = connectFromElsewhere(guarded());
        String room = host.create();
        host.join(room, "Host");
        WireClient ada = connect(guarded());
        String resume = ada.join(room, "Ada").at("resume").text();
        WireClient guesser = connect(guarded());
        guess(guesser);
        WireClient again = connect(guarded());
        if (addressesAreKnown()) {
            assertThat(again.error("join", "room", room, "name", "Eve", "resume", "made up"))
                    .isEqualTo("rate_limited");
            assertThat(again.error("join", "room", NO_ROOM + "E", "name", "Eve", "resume", resume))
                    .isEqualTo("rate_limited");
        }
        assertThat(again.ok("join", "room", room, "resume", resume)
                        .at("me", "name")
                        .text())
                .isEqualTo("Ada");
    }

    @Test
    void tellsAGuesserNothingByOtherErrors() {
        WireClient host = connectFromElsewhere(guarded());
        String closed = host.create("passphrase", "sesame");
        WireClient ada = connect(guarded());
        for (int i = 0; i < 16; i++) {
            ada.join(ada.create(), "Ada");
        }
        guess(ada);
        String answer = addressesAreKnown() ? "rate_limited" : "too_many_rooms";
        assertThat(ada.error("join", "room", closed, "name", "Ada")).isEqualTo(answer);
        assertThat(ada.error("join", "room", closed, "name", "Ada", "resume", "made up"))
                .isEqualTo(answer);
        assertThat(ada.error("join", "room", closed, "name", "Ada", "owner", "made up"))
                .isEqualTo(answer);
    }

    private static void guess(WireClient guesser) {
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.error("join", "room", NO_ROOM + (char) ('A' + i), "name", "Ada"))
                    .isEqualTo("room_not_found");
        }
    }

    @Test
    void takesFiveWrongPassphrasesOfAnAddress() {
        WireClient host = connectFromElsewhere(server());
        Json created = host.ok("create", "passphrase", "sesame");
        String room = created.at("code").text();
        String resume = host.join(room, "Host").at("resume").text();
        WireClient ada = connect();
        for (int i = 0; i < 5; i++) {
            assertThat(ada.error("join", "room", room, "name", "Ada", "passphrase", "guess " + i))
                    .isEqualTo("wrong_passphrase");
        }
        Json right = ada.call("join", "room", room, "name", "Ada", "passphrase", "sesame");
        if (!addressesAreKnown()) {
            WireClient.okOf(right);
            return;
        }
        assertThat(errorOf(right)).isEqualTo("rate_limited");
        assertThat(right.at("error", "retryAfterMs").number()).isPositive();
        assertThat(ada.error("join", "room", room, "name", "Ada", "passphrase", "wrong"))
                .isEqualTo("rate_limited");
        assertThat(ada.error(
                        "join",
                        "room",
                        room,
                        "name",
                        "Ada",
                        "owner",
                        created.at("owner").text()))
                .as("owner secrets are counted like passphrases")
                .isEqualTo("rate_limited");
        connectFromElsewhere(server()).join(room, "Bob", "passphrase", "sesame");
        connect().ok("join", "room", room, "resume", resume);
    }

    @Test
    void takesFiveWrongPassphrasesAlsoAtOnce() {
        WireClient host = connectFromElsewhere(server());
        String room = host.create("passphrase", "sesame");
        host.join(room, "Host");
        List<WireClient> guessers =
                IntStream.range(0, 20).mapToObj(i -> connect()).toList();
        guessers.forEach(guesser ->
                guesser.frame(WireClient.command(1, "join", "room", room, "name", "Eve", "passphrase", "wrong")));
        List<String> errors =
                guessers.stream().map(guesser -> errorOf(guesser.reply(1))).toList();
        if (addressesAreKnown()) {
            assertThat(errors).containsOnly("wrong_passphrase", "rate_limited");
            assertThat(Collections.frequency(errors, "wrong_passphrase"))
                    .as("one more if that takes 12 seconds")
                    .isBetween(5, 6);
            assertThat(connect().error("join", "room", room, "name", "Eve", "passphrase", "sesame"))
                    .isEqualTo("rate_limited");
        } else {
            assertThat(errors).containsOnly("wrong_passphrase");
        }
        connectFromElsewhere(server()).join(room, "Bob", "passphrase", "sesame");
    }

    @Test
    void letsInManyWhoShowTheRightPassphraseAtOnce() {
        WireClient host = connectFromElsewhere(server());
        String room = host.create("passphrase", "sesame");
        List<WireClient> people =
                IntStream.range(0, 10).mapToObj(i -> connect()).toList();
        for (int i = 0; i < 10; i++) {
            people.get(i)
                    .frame(WireClient.command(1, "join", "room", room, "name", "Guest " + i, "passphrase", "sesame"));
        }
        people.forEach(guest -> WireClient.okOf(guest.reply(1)));
    }

    @Test
    void countsWrongOwnersSecretsLikeWrongPassphrases() {
        WireClient host = connectFromElsewhere(server());
        String room = host.create();
        WireClient ada = connect();
        for (int i = 0; i < 5; i++) {
            assertThat(ada.error("join", "room", room, "name", "Ada", "owner", "guess " + i))
                    .isEqualTo("unauthorized");
        }
        assertThat(ada.error("join", "room", room, "name", "Ada", "owner", "guess"))
                .isEqualTo(addressesAreKnown() ? "rate_limited" : "unauthorized");
        ada.join(room, "Ada");
    }
}
