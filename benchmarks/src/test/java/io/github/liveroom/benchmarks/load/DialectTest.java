package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The dialects of the others. */
class DialectTest {
    private final FakeSeat seat = new FakeSeat();

    @Test
    void allHaveNames() {
        assertThat(List.of("liveroom", "rawjson", "socketio", "cometd", "stomp"))
                .extracting(Dialect.Kind::named)
                .hasExactlyElementsOfTypes(
                        LiveRoomDialect.class,
                        RawJsonDialect.class,
                        SocketIoDialect.class,
                        CometdDialect.class,
                        StompDialect.class);
        assertThatThrownBy(() -> Dialect.Kind.named("klingon"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no dialect klingon");
    }

    @Test
    void rawJsonJoinsAtOnce() {
        Dialect dialect = new RawJsonDialect();
        dialect.connected(seat);
        assertThat(seat.said).containsExactly("{\"type\":\"join\",\"room\":\"KQZW\",\"name\":\"ada\"}");
        seat.hear(dialect, "{\"type\":\"join\",\"name\":\"bob\"}");
        assertThat(seat.isIn()).isFalse();
        seat.hear(dialect, "{\"type\":\"joined\"}");
        assertThat(seat.isIn()).isTrue();
        assertThat(FakeSeat.published(dialect, seat, 1, "~~hi")).isEqualTo("{\"type\":\"msg\",\"text\":\"~~hi\"}");
        assertThat(FakeSeat.left(dialect, seat)).isEqualTo("{\"type\":\"leave\"}");
    }

    @Test
    void socketIoGoesThroughBothHandshakes() {
        Dialect dialect = new SocketIoDialect();
        dialect.connected(seat);
        assertThat(seat.said).isEmpty();
        assertThat(seat.hear(dialect, "0{\"sid\":\"x\",\"pingInterval\":25000}"))
                .containsExactly("40");
        assertThat(seat.hear(dialect, "40{\"sid\":\"y\"}"))
                .containsExactly("42[\"join\",{\"room\":\"KQZW\",\"name\":\"ada\"}]");
        assertThat(seat.hear(dialect, "40")).as("a second greeting").isEmpty();
        assertThat(seat.hear(dialect, "2")).containsExactly("3");
        seat.hear(dialect, "42[\"joined\",{\"room\":\"KQZW\"}]");
        assertThat(seat.isIn()).isTrue();
        assertThat(seat.hear(dialect, "2")).containsExactly("3");
        assertThat(FakeSeat.published(dialect, seat, 1, "~~hi")).isEqualTo("42[\"msg\",\"~~hi\"]");
    }

    @Test
    void cometdKeepsAConnectOpen() {
        Dialect dialect = new CometdDialect();
        dialect.connected(seat);
        assertThat(seat.said).singleElement().asString().contains("/meta/handshake");
        List<String> said = seat.hear(
                dialect, "[{\"clientId\":\"c1\",\"channel\":\"/meta/handshake\",\"id\":\"1\",\"successful\":true}]");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).contains("/meta/connect", "\"clientId\":\"c1\"", "\"timeout\":0");
        assertThat(said.get(1)).contains("/meta/subscribe", "\"clientId\":\"c1\"", "\"subscription\":\"/chat/KQZW\"");
        assertThat(seat.hear(dialect, "[{\"channel\":\"/meta/connect\",\"successful\":true}]"))
                .singleElement()
                .asString()
                .contains("/meta/connect")
                .doesNotContain("timeout");
        seat.hear(dialect, "[{\"channel\":\"/meta/subscribe\",\"successful\":true}]");
        assertThat(seat.isIn()).isTrue();
        assertThat(seat.hear(
                        dialect, "[{\"data\":\"~~hi\",\"channel\":\"/chat/KQZW\"},{\"channel\":\"/meta/connect\"}]"))
                .hasSize(1);
        assertThat(dialect.hearsAll()).isTrue();
        assertThat(FakeSeat.published(dialect, seat, 1, "~~hi"))
                .isEqualTo("[{\"id\":\"4\",\"channel\":\"/chat/KQZW\",\"clientId\":\"c1\",\"data\":\"~~hi\"}]");
    }

    @Test
    void cometdIsTurnedAwayByWhatDidNotSucceed() {
        seat.hear(new CometdDialect(), "[{\"channel\":\"/meta/handshake\",\"successful\":false}]");
        assertThat(seat.turnedAway).contains("handshake");
    }

    @Test
    void stompAsksUntilItHearsItself() {
        Dialect dialect = new StompDialect();
        dialect.connected(seat);
        assertThat(seat.said).singleElement().asString().startsWith("CONNECT\n").endsWith("\n\n\0");
        dialect.nudge(seat);
        assertThat(seat.said).as("too early to ask").hasSize(1);
        List<String> said = seat.hear(dialect, "CONNECTED\nversion:1.2\n\n\0");
        assertThat(said).hasSize(2);
        assertThat(said.get(0)).startsWith("SUBSCRIBE\n").contains("destination:/topic/KQZW\n");
        assertThat(said.get(1)).startsWith("SEND\n").contains("destination:/app/KQZW\n");
        seat.hear(dialect, said.get(1).replace("SEND", "MESSAGE").replace("ada", "adam"));
        assertThat(seat.isIn()).as("somebody else's").isFalse();
        seat.said.clear();
        dialect.nudge(seat);
        assertThat(seat.said).containsExactly(said.get(1));
        seat.hear(dialect, said.get(1).replace("SEND", "MESSAGE"));
        assertThat(seat.isIn()).isTrue();
        assertThat(FakeSeat.published(dialect, seat, 1, "~~hi"))
                .startsWith("SEND\n")
                .endsWith("\n\n~~hi\0");
    }
}
