package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormFieldsTest {
    @Test
    void readsFormsAsBrowsersWriteThem() {
        assertThat(FormFields.parse("name=Ad%C3%A9l+%26+Bob&code=&action=join"))
                .isEqualTo(Map.of("name", "Ad\u00e9l & Bob", "code", "", "action", "join"));
        assertThat(FormFields.parse("")).isEmpty();
    }

    @Test
    void takesTheFirstOfSeveral() {
        assertThat(FormFields.parse("name=Ada&name=Bob&name")).isEqualTo(Map.of("name", "Ada"));
    }

    @Test
    void leavesOutWhatIsBroken() {
        assertThat(FormFields.parse("name=100%&=1&&code&token=%zz&action=a=b")).isEqualTo(Map.of("action", "a=b"));
    }

    @Test
    void areThereTooIfAFilterOfTheHostHasAskedForThemBefore() throws Exception {
        HttpServletRequest request = request(Map.of("name", new String[] {"Ada", "Bob"}));
        assertThat(FormFields.read(request, fake(HttpServletResponse.class, Map.of())))
                .isTrue();
        assertThat(FormFields.get(request, "name")).isEqualTo("Ada");
        assertThat(FormFields.get(request, "code")).isNull();
    }

    private static HttpServletRequest request(Map<String, String[]> parameters) {
        return fake(
                HttpServletRequest.class,
                Map.of(
                        "getContentType",
                        "application/x-www-form-urlencoded;charset=UTF-8",
                        "getContentLength",
                        8,
                        "isAsyncSupported",
                        false,
                        "getInputStream",
                        new Empty(),
                        "getParameterMap",
                        parameters));
    }

    /** Gives these answers, keeps attributes, and does nothing else. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        Map<Object, Object> attributes = new HashMap<>();
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "setAttribute" -> attributes.put(arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get(arguments[0]);
                    default -> answers.get(method.getName());
                }));
    }

    private static final class Empty extends ServletInputStream {
        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {}

        @Override
        public int read() {
            return -1;
        }
    }
}
