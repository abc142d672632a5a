package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamCarrierTest {
    private final Chat chat = new Chat();
    private final FakeExchange stream = new FakeExchange();

    @AfterEach
    void close() {
        chat.close();
    }

    private StreamCarrier open() throws IOException {
        StreamCarrier.open(stream.context(), chat.gateway, Handshake.UNKNOWN);
        stream.out.listener().onWritePossible();
        return find();
    }

    private StreamCarrier find() {
        return chat.gateway.streams().find(stream.out.text().replaceAll("(?s).*\"connection\":\"([^\"]+)\".*", "$1"));
    }

    @Test
    void saysHelloOnceTheSecretIsKnown() throws IOException {
        assertThat(open()).isNotNull();
        assertThat(stream.out.text()).startsWith("data: {\"hello\":{").endsWith("}}\n\n");
        assertThat(chat.gateway.connectionCount()).isOne();
        assertThat(stream.isComplete()).isFalse();
    }

    @Test
    void saysWhyThereIsNoConnection() throws IOException {
        Handshake refused = new Handshake("", Visitor.UNKNOWN, CloseCode.NOT_AUTHORISED);
        StreamCarrier.open(stream.context(), chat.gateway, refused);
        stream.out.listener().onWritePossible();
        assertThat(stream.out.text()).isEqualTo("data: {\"close\":{\"code\":4501,\"reason\":\"\"}}\n\n");
        assertThat(stream.isComplete()).isTrue();
        assertThat(chat.gateway.connectionCount()).isZero();
    }

    @Test
    void looksWhetherAnybodyIsThere() throws IOException {
        open();
        int hello = stream.out.text().length();
        chat.advance(Duration.ofSeconds(5));
        assertThat(stream.out.text().substring(hello)).isEqualTo(":\n");
        stream.out.failsWith(new IOException("gone"));
        chat.advance(Duration.ofSeconds(5));
        assertThat(chat.gateway.connectionCount()).isZero();
        assertThat(find()).isNull();
    }

    @Test
    void endsWithItsLastLine() throws IOException {
        StreamCarrier carrier = open();
        carrier.close(4008, "x");
        carrier.close(1000, "");
        assertThat(stream.out.text()).endsWith("}\n\ndata: {\"close\":{\"code\":4008,\"reason\":\"x\"}}\n\n");
        assertThat(stream.isComplete()).isTrue();
        assertThat(find()).isNull();
        assertThat(chat.gateway.streams().allEnded()).isCompleted();
        chat.advance(Duration.ofMinutes(1));
        assertThat(stream.out.text()).endsWith("\"x\"}}\n\n");
    }

    @Test
    void doesNotWaitLongForItsLastLine() throws IOException {
        StreamCarrier carrier = open();
        stream.out.takes(0);
        carrier.close(4008, "");
        chat.advance(Duration.ofMillis(1999));
        assertThat(stream.in.isRead()).isFalse();
        assertThat(chat.gateway.streams().allEnded()).isNotDone();
        chat.advance(Duration.ofMillis(1));
        assertThat(stream.in.isRead()).as("which is how it is cut").isTrue();
        stream.in.breaks();
        assertThat(stream.isComplete()).isTrue();
        assertThat(chat.gateway.streams().allEnded()).isCompleted();
    }

    @Test
    void goesAwayWhenTheContainerStops() throws IOException {
        open();
        stream.listener().onTimeout(FakeExchange.event());
        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.out.text()).contains("\"close\":{\"code\":4001,\"reason\":\"delayMs=2000\"");
        assertThat(chat.gateway.connectionCount()).isZero();
        assertThat(find()).isNull();
    }
}
