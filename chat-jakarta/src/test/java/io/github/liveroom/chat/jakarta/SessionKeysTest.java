package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionKeysTest {
    private final AtomicInteger made = new AtomicInteger();
    private final List<String> ended = new ArrayList<>();
    private final SessionKeys keys = new SessionKeys(() -> "key" + made.incrementAndGet(), ended::add);
    private boolean over;

    private HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                SessionKeysTest.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, arguments) -> {
                    if (over) {
                        throw new IllegalStateException("the session has ended");
                    }
                    return switch (method.getName()) {
                        case "getAttribute" -> attributes.get(arguments[0]);
                        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    @Test
    void eachSessionHasOne() {
        HttpSession one = session();
        HttpSession two = session();
        assertThat(keys.of(one)).isEqualTo(keys.of(one)).isNotEqualTo(keys.of(two));
        assertThat(keys.ofAny(one)).isEqualTo(keys.of(one));
        assertThat(keys.ofAny(null)).isNull();
        assertThat(ended).isEmpty();
    }

    @Test
    void saysWhichHasEnded() {
        HttpSession one = session();
        String key = keys.of(one);
        keys.end(session());
        keys.end(one);
        assertThat(ended).containsExactly(key);
    }

    @Test
    void oneThatHasJustEndedHasAKeyOfAnEndedOne() {
        HttpSession one = session();
        keys.of(one);
        over = true;
        assertThat(ended).isEmpty();
        String key = keys.of(one);
        assertThat(ended).containsExactly(key);
    }
}
