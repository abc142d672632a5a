package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that asks on while the answer to something takes its time. */
class ConversationOwedTest {
    private final Queue<Runnable> hashes = new ArrayDeque<>();
    private final Chat chat = chat(200);
    private final Client ada = chat.connect();
    private final RoomCode room = ada.found("Ada");

    private Chat chat(int burst) {
        return new Chat(settings ->
                settings.commandsPerSecond(burst).commandsBurst(burst).rooms().executor(hashes::add));
    }

    @AfterEach
    void close() {
        chat.close();
    }

    /** Asks for something that is not answered before {@link #hash}. */
    private static String slow(RoomCode in) {
        return "{'id':0," + Client.about(in, "update", "'passphrase':'sesame'") + "}";
    }

    private void hash() {
        for (Runnable next = hashes.poll(); next != null; next = hashes.poll()) {
            next.run();
        }
    }

    private static String typing(RoomCode in, int id) {
        return "{'id':" + id + "," + Client.about(in, "typing", "'on':true") + "}";
    }

    private static String[] frame(int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count).mapToObj(line).toArray(String[]::new);
    }

    @Test
    void readsNoFurtherWhileMoreThanSixtyFourAreOwed() {
        ada.say(slow(room)).say(frame(64, i -> typing(room, i))).say("no command at all");
        chat.advance(Duration.ofSeconds(10));
        assertThat(ada.closed()).as("the last line was not read").isNull();

        hash();
        chat.advance(Duration.ofSeconds(10));
        assertThat(ada.takeAll("id").stream().filter(Long.class::isInstance)).hasSize(65);
        assertThat(ada.closed()).isEqualTo(4500);
    }

    @Test
    void readsOnWhileSixtyFourAreOwed() {
        ada.say(slow(room)).say(frame(63, i -> typing(room, i))).say("no command at all");
        chat.advance(Duration.ofSeconds(10));

        assertThat(ada.closed()).isEqualTo(4500);
    }

    @Test
    void takesAHundredCommandsInARowAllTheSame() {
        ada.take();
        ada.say(slow(room)).say(frame(99, i -> typing(room, i)));
        assertThat(ada.take()).isEmpty();
        hash();

        assertThat(ada.takeAll("id").stream().filter(Long.class::isInstance))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 100).<Object>mapToObj(Long::valueOf).toList());
        ada.send(room, "and goes on", "c");
    }

    @Test
    void takesEightMessagesOfTheLargestFrameAllTheSame() {
        ada.say(slow(room));
        for (int i = 1; i <= 8; i++) {
            ada.say("{'id':" + i + "," + Client.about(room, "send", "'text':'x','cid':'" + i + "'") + ",'x':'"
                    + "x".repeat(65_000) + "'}");
        }
        assertThat(ada.closed()).isNull();
        hash();

        for (int i = 0; i <= 8; i++) {
            assertThat(ada.answerTo(i).fields()).containsKey("ok");
        }
    }

    @Test
    void endsAConnectionThatSendsOnAllTheSame() {
        try (Chat fast = chat(1_000_000)) {
            Client eve = fast.connect();
            RoomCode den = eve.found("Eve");
            eve.say(slow(den));
            int frames = 0;
            while (eve.closed() == null && frames < 100) {
                eve.say(frame(100, i -> typing(den, i) + " ".repeat(500)));
                frames++;
            }
            assertThat(eve.closed()).isEqualTo(4408);
            assertThat(frames).as("what waits besides those that are owed").isLessThan(12);
        }
    }
}
