package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passphrases that are shown while others are looked at, which takes its time. */
class ConversationGuessesTest {
    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    /** Hashes, each of which waits until the test runs it. */
    private final Queue<Runnable> hashes = new ArrayDeque<>();

    private final Chat chat = new Chat(settings -> settings.rooms().executor(hashes::add));
    private final RoomCode room = locked();

    @AfterEach
    void close() {
        chat.close();
    }

    private RoomCode locked() {
        var creation = chat.gateway.rooms().create(new RoomOptions(null, "sesame", false, null, null));
        hash();
        return creation.toCompletableFuture().join().orElseThrow().room().code();
    }

    private int hash() {
        int count = 0;
        for (Runnable next = hashes.poll(); next != null; next = hashes.poll()) {
            next.run();
            count++;
        }
        return count;
    }

    /** So many connections, each of which shows a passphrase; not answered yet. */
    private List<Client> show(int count, String address, String passphrase) {
        return IntStream.range(0, count)
                .mapToObj(i -> chat.connectFrom(address)
                        .say("{'id':1,'cmd':'join','room':'" + room + "','name':'N" + i + "','passphrase':'"
                                + passphrase + "'}"))
                .toList();
    }

    private static List<Object> errors(Stream<Client> clients) {
        return clients.map(client -> get(client.answerTo(1), "error.code")).toList();
    }

    @Test
    void fiftyWrongOnesAtOnceAreFive() {
        List<Client> guessers = show(50, HERE, "wrong");
        assertThat(hash()).as("looked at").isEqualTo(5);

        List<Object> errors = errors(guessers.stream());
        assertThat(Collections.frequency(errors, "wrong_passphrase")).isEqualTo(5);
        assertThat(Collections.frequency(errors, "rate_limited")).isEqualTo(45);
        assertThat(errors(show(1, HERE, "sesame").stream())).containsExactly("rate_limited");
        Client elsewhere = show(1, THERE, "sesame").get(0);
        hash();
        assertThat(get(elsewhere.answerTo(1), "ok.me.name")).isEqualTo("N0");
    }

    @Test
    void aCrowdBehindOneAddressGetsInAtOnce() {
        List<Client> people = show(10, HERE, "sesame");
        assertThat(hash()).isEqualTo(10);

        assertThat(errors(people.stream())).hasSize(10).containsOnlyNulls();
    }

    @Test
    void ofALargerCrowdTheLastComeBackAfterASecond() {
        List<Client> people = show(40, HERE, "sesame");

        assertThat(people.subList(37, 40).stream().map(client -> get(client.answerTo(1), "error.retryAfterMs")))
                .hasSize(3)
                .containsOnly(1000L);
    }

    @Test
    void aValidResumeWaitsForNoPassphrase() {
        Client ada = show(1, HERE, "sesame").get(0);
        hash();
        Object resume = get(ada.answerTo(1), "ok.resume");
        ada.conversation.closed(1006);
        List<Client> guessers = show(50, HERE, "wrong");

        Client back = chat.connectFrom(HERE);
        String join = "'cmd':'join','room':'" + room + "','name':'Ada','passphrase':'sesame','resume':'";
        assertThat(get(back.ok(join + resume + "'"), "me.member")).isEqualTo("m1");
        assertThat(hash()).as("nor is its own looked at").isEqualTo(5);
        assertThat(errors(guessers.stream())).doesNotContainNull();
    }

    @Test
    void aResumeThatIsOverIsAnOrdinaryJoin() {
        String join = "{'id':1,'cmd':'join','room':'" + room + "','name':'Ada','resume':'over','passphrase':'";
        Client ada = chat.connectFrom(HERE).say(join + "sesame'}");
        Client eve = chat.connectFrom(HERE).say(join + "wrong'}");
        hash();

        assertThat(get(ada.answerTo(1), "ok.me.name")).isEqualTo("Ada");
        assertThat(get(eve.answerTo(1), "error.code")).isEqualTo("wrong_passphrase");
        for (int i = 0; i < 4; i++) {
            show(1, HERE, "wrong");
            hash();
        }
        assertThat(chat.connectFrom(HERE).refused(join.substring(8) + "sesame'"))
                .isEqualTo("rate_limited");
    }

    @Test
    void whoIsGoneBeforeItsTurnGuessesNothing() {
        List<Client> guessers = show(10, HERE, "sesame");
        guessers.subList(5, 10).forEach(client -> client.conversation.closed(1006));
        assertThat(hash()).isEqualTo(5);

        List<Client> others = show(5, HERE, "wrong");
        hash();
        assertThat(errors(others.stream())).as("all places are free again").containsOnly("wrong_passphrase");
        assertThat(errors(show(1, HERE, "sesame").stream())).containsExactly("rate_limited");
    }
}
