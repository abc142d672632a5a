package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Carrier;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the end of an HTTP session, or of an identity, does to its connections. */
class ConversationSessionTest {
    private final Chat chat = new Chat();
    private final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    private static Handshake of(String identity, String session) {
        return new Handshake("", new Visitor(identity, null, null, null, false), null).in(session);
    }

    @Test
    void endsTheConnectionsOfThatSessionAndNobodyElses() {
        Client ada = chat.connect(of(null, "one"));
        Client tab = chat.connect(of(null, "one").named("secret"));
        Client bob = chat.connect(of(null, "two"));
        Client eve = chat.connect();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
        bob.take();
        chat.gateway.connections().sessionEnded("one");
        for (Client gone : List.of(ada, tab)) {
            assertThat(gone.closed()).isEqualTo(4501);
            assertThat(gone.carrier.closeReason()).isEqualTo("the session has ended");
        }
        assertThat(bob.closed()).isNull();
        assertThat(eve.closed()).isNull();
        assertThat(bob.takeAll("status")).containsExactly("away");
        assertThat(chat.gateway.connectionCount()).isEqualTo(2);
    }

    @Test
    void endsTheConnectionsOfThatPersonInAllBrowsers() {
        Client ada = chat.connect(of("ada", "one"));
        Client elsewhere = chat.connect(of("ada", null));
        Client bob = chat.connect(of("bob", "two"));
        chat.gateway.disconnect("ada");
        assertThat(ada.closed()).isEqualTo(4501);
        assertThat(elsewhere.closed()).isEqualTo(4501);
        assertThat(bob.closed()).isNull();
        assertThat(chat.connect(of("ada", "one")).closed())
                .as("whether somebody may come back is the authenticator's to say")
                .isNull();
    }

    @Test
    void aSessionThatEndsDuringTheHandshakeLeavesNothing() {
        chat.gateway.connections().sessionEnded("one");
        assertThat(chat.connect(of(null, "one")).closed()).isEqualTo(4501);
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    @Test
    void whoIsRefusedIsNotThere() {
        Handshake refused = new Handshake("", Visitor.UNKNOWN, CloseCode.SERVER_ERROR).in("one");
        Client ada = chat.connect(refused);
        chat.gateway.connections().sessionEnded("one");
        assertThat(ada.closed()).isEqualTo(1011);
    }

    /** Containers end all sessions of an application that stops. */
    @Test
    void aStoppingApplicationTellsEverybodyToComeBack() {
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            chat.gateway
                    .connections()
                    .open(
                            new Carrier() {
                                @Override
                                public void send(String frame, Consumer<Throwable> sent) {
                                    sent.accept(null);
                                }

                                @Override
                                public void close(int code, String reason) {
                                    codes.add(code);
                                    chat.gateway.connections().sessionEnded("one");
                                    chat.gateway.disconnect("ada");
                                }
                            },
                            of("ada", "one"));
        }
        chat.gateway.close();
        assertThat(codes).containsExactly(4001, 4001, 4001);
    }
}
