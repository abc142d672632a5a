package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.session.Carrier;
import io.github.liveroom.chat.jakarta.session.Conversation;
import io.github.liveroom.chat.jakarta.session.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a message costs, in frames and encodings: counts that are the same on every machine. */
class FanOutCostTest {
    private static final int MEMBERS = 40;
    private static final int BURST = 16;

    private final Chat chat = new Chat(settings -> {
        settings.unacked(1000).commandsBurst(10_000).joinsPerSecond(1000);
        settings.rooms().framesPerSecond(50);
    });
    private final RoomCode room = chat.room();
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Conversation> members = new ArrayList<>();

    /** Keeps what it is given to send, unread. */
    private static final class Listener implements Carrier {
        private final List<String> frames = new ArrayList<>();

        @Override
        public void send(String text, Consumer<@Nullable Throwable> sent) {
            frames.add(text);
            sent.accept(null);
        }

        @Override
        public void close(int code, String reason) {
            // Whoever is closed too soon lacks frames.
        }

        private int lines() {
            return frames.stream().mapToInt(frame -> frame.split("\n").length).sum();
        }
    }

    @BeforeEach
    void join() {
        for (int i = 0; i < MEMBERS; i++) {
            Listener listener = new Listener();
            Conversation member = chat.gateway.connections().open(listener, Handshake.UNKNOWN);
            member.frame("{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room + "\",\"name\":\"m" + i + "\",\"tail\":0}");
            listeners.add(listener);
            members.add(member);
        }
        chat.advance(Duration.ofSeconds(10));
        forget();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    private void forget() {
        listeners.forEach(listener -> listener.frames.clear());
    }

    private void say(int member, int id) {
        members.get(member)
                .frame("{\"id\":" + id + ",\"cmd\":\"send\",\"room\":\"" + room + "\",\"cid\":\"c" + id
                        + "\",\"text\":\"hello\"}");
    }

    private Set<String> distinctFrames() {
        Set<String> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        listeners.forEach(listener -> distinct.addAll(listener.frames));
        return distinct;
    }

    @Test
    void aMessageIsOneFrameForEachMemberAndTwoEncodings() {
        say(0, 7);

        assertThat(listeners).allSatisfy(listener -> assertThat(listener.frames).hasSize(1));
        assertThat(distinctFrames())
                .as("the author's has the answer and the cid in it")
                .hasSize(2);
        assertThat(listeners.get(0).lines()).isEqualTo(2);
    }

    @Test
    void manyMessagesInABusyRoomAreOneFrameForEachMember() {
        for (int i = 0; i < BURST; i++) {
            say(0, i);
        }
        forget();
        for (int i = 0; i < 32; i++) {
            say(i % 4, 100 + i);
        }
        assertThat(listeners).allSatisfy(listener -> assertThat(listener.frames).isEmpty());
        chat.advance(Duration.ofMillis(20));

        assertThat(listeners).allSatisfy(listener -> assertThat(listener.frames).hasSize(1));
        assertThat(listeners.get(0).lines()).as("eight answers too").isEqualTo(40);
        assertThat(listeners.get(MEMBERS - 1).lines()).isEqualTo(32);
        assertThat(distinctFrames()).as("one for all, and one for each author").hasSize(5);
    }

    @Test
    void aFrameThatAsksForMuchIsAnsweredInOne() {
        StringBuilder asked = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            asked.append("{\"id\":").append(i).append(",\"cmd\":\"nonsense\"}\n");
        }
        members.get(0).frame(asked.toString());

        assertThat(listeners.get(0).frames).hasSize(1);
        assertThat(listeners.get(0).lines()).isEqualTo(20);
    }

    @Test
    void manyWhoComeToABusyRoomAreOneFrameForEachMember() {
        for (int i = 0; i < BURST; i++) {
            say(0, i);
        }
        forget();
        for (int i = 0; i < 100; i++) {
            chat.member(room, "newcomer " + i);
        }
        chat.advance(Duration.ofMillis(20));

        assertThat(listeners).allSatisfy(listener -> assertThat(listener.frames).hasSize(1));
        assertThat(distinctFrames()).hasSize(1);
        assertThat(listeners.get(0).lines()).isEqualTo(100);
    }
}
