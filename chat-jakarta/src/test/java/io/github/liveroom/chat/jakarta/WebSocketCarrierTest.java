package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketCarrierTest {
    private static final int FRAME = 65_536;

    private final Map<String, Object> properties = new HashMap<>();

    /** Tomcat with the WAR's setting, Tomcat's own, Jetty's, Tyrus's. */
    @ParameterizedTest
    @CsvSource({"1024, 1024", "8192, 8192", "65536, " + FRAME, "2147483647, " + FRAME})
    void aBufferIsNeverMadeLarger(int before, int after) {
        AtomicInteger buffer = new AtomicInteger(before);
        try (ChatGateway gateway = gateway()) {
            WebSocketCarrier.open(session(buffer), gateway, null);
        }
        assertThat(buffer).hasValue(after);
    }

    /** Neither with a frame that is not read, nor with a close frame that is not answered; and not so short that nobody hears why. */
    @Test
    void tomcatIsNotToWaitLongForAClientThatHasGone() {
        try (ChatGateway gateway = gateway()) {
            WebSocketCarrier.open(session(new AtomicInteger(FRAME)), gateway, null);
        }
        assertThat(properties)
                .containsEntry("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 2000L)
                .containsEntry("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT", 2000L)
                .containsEntry("org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT", 2000L);
    }

    /** Nothing is ever sent here, so there is nothing to wait for. */
    private static ChatGateway gateway() {
        return ChatGateway.builder().stopWithin(Duration.ofMillis(10)).build();
    }

    /** As much of a session as is looked at when it opens. */
    private Session session(AtomicInteger textBuffer) {
        return proxy(Session.class, (name, arguments) -> switch (name) {
            case "getMaxTextMessageBufferSize" -> textBuffer.get();
            case "setMaxTextMessageBufferSize" -> {
                textBuffer.set((int) arguments[0]);
                yield null;
            }
            case "getUserProperties" -> properties;
            case "getAsyncRemote" -> proxy(RemoteEndpoint.Async.class, (sent, text) -> null);
            default -> null;
        });
    }

    private interface Call {
        Object made(String name, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.made(method.getName(), arguments)));
    }
}
