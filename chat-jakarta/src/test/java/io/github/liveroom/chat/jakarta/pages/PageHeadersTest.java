package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What most containers refuse before any filter is asked. */
class PageHeadersTest {
    private final Map<String, String> headers = new TreeMap<>();
    private int error;
    private boolean passedOn;

    private void filter(String verb, DispatcherType type) throws Exception {
        HttpServletRequest request =
                fake(HttpServletRequest.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMethod" -> verb;
                    case "getDispatcherType" -> type;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        HttpServletResponse response = fake(HttpServletResponse.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                case "sendError" -> error = (Integer) arguments[0];
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
        new PageHeaders().doFilter(request, response, (passed, on) -> passedOn = true);
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Test
    void tracesNothing() throws Exception {
        filter("TRACE", DispatcherType.REQUEST);
        assertThat(error).isEqualTo(405);
        assertThat(passedOn).isFalse();
        assertThat(headers)
                .containsEntry("Allow", "GET, HEAD, POST")
                .containsKeys("Content-Security-Policy", "X-Content-Type-Options");
    }

    @Test
    void showsThePageThatSaysSo() throws Exception {
        filter("TRACE", DispatcherType.ERROR);
        assertThat(error).isZero();
        assertThat(passedOn).isTrue();
    }

    @Test
    void passesOnWhateverElseThereIs() throws Exception {
        filter("GET", DispatcherType.REQUEST);
        assertThat(error).isZero();
        assertThat(passedOn).isTrue();
        assertThat(headers).doesNotContainKey("Allow");
    }
}
