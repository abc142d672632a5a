package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.spi.Meters;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a connection while it opens: it can be found already, and has not said hello yet. */
class ConversationOpeningTest {
    private static final Handshake ADA = new Handshake("", Visitor.known("ada"), null);

    private Runnable meanwhile = () -> {};
    private final Meters hook = new Meters() {
        @Override
        public void connections(int change) {
            if (change > 0) {
                meanwhile.run();
            }
        }
    };
    private final Chat chat = new Chat(settings -> settings.meters(hook).connectionsPerMember(1));

    @AfterEach
    void close() {
        chat.close();
    }

    @Test
    void helloComesFirstEvenIfItIsTimeForAPing() {
        meanwhile = () -> chat.advance(Duration.ofSeconds(25));
        Client ada = chat.connect();
        assertThat(ada.carrier.takeLines()).singleElement().asString().contains("\"hello\"");
        chat.advance(Duration.ofSeconds(14));
        assertThat(ada.closed())
                .as("nothing that it could have answered counts")
                .isNull();
    }

    @Test
    void oneThatIsEndedMeanwhileLeavesNothing() {
        meanwhile = () -> chat.gateway.disconnect("ada");
        Client ada = chat.connect(ADA);
        assertThat(ada.closed()).isEqualTo(4501);
        assertThat(chat.gateway.connectionCount()).isZero();
        meanwhile = () -> {};
        assertThat(chat.connect(ADA).closed())
                .as("the only place is free again")
                .isNull();
    }
}
