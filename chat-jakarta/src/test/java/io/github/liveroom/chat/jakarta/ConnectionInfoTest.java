package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the host sees of the connections of a room. */
class ConnectionInfoTest {
    private final Chat chat = new Chat();
    private final RoomCode code = chat.room();
    private final Room room = chat.gateway.rooms().find(code).orElseThrow();

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void tellsWhoseItIsAndSinceWhen() {
        Instant begin = chat.time.instant();
        chat.member(code, "Ada");
        chat.advance(Duration.ofSeconds(3));
        Client bob = chat.member(code, "Bob");
        chat.member(chat.room(), "Cyd");
        chat.connect();

        ConnectionInfo first = new ConnectionInfo(new MemberId(1), true, begin, 0);
        assertThat(chat.gateway.connections(room))
                .containsExactlyInAnyOrder(first, new ConnectionInfo(new MemberId(2), true, begin.plusSeconds(3), 0));
        bob.ok(code, "leave", "");
        assertThat(chat.gateway.connections(room)).containsExactly(first);
    }

    @Test
    void tellsWhatWaitsBehindTheFrameThatIsUnderWay() {
        Client ada = chat.member(code, "Ada");
        Client bob = chat.member(code, "Bob");
        assertThat(chat.gateway.bytesWaiting()).isZero();
        ada.carrier.hold();
        bob.send(code, "x".repeat(1000), "c1");
        assertThat(chat.gateway.bytesWaiting()).as("this is under way").isZero();
        bob.send(code, "x".repeat(1000), "c2");

        assertThat(chat.gateway.bytesWaiting()).isBetween(1000L, 1300L);
        assertThat(chat.gateway.connections(room))
                .extracting(ConnectionInfo::bytesWaiting)
                .containsExactlyInAnyOrder(0, (int) chat.gateway.bytesWaiting());
        ada.carrier.release();
        assertThat(chat.gateway.bytesWaiting()).isZero();
    }
}
