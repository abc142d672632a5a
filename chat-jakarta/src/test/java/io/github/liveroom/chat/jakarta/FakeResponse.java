package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** As much of a response as is written here; anything else is an error. */
final class FakeResponse {
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final StringWriter body = new StringWriter();
    private int status = HttpServletResponse.SC_OK;

    int status() {
        return status;
    }

    HttpServletResponse get() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "setStatus", "sendError" -> status = (Integer) arguments[0];
                        case "setHeader", "setIntHeader" ->
                            headers.put((String) arguments[0], String.valueOf(arguments[1]));
                        case "addHeader" ->
                            headers.merge((String) arguments[0], (String) arguments[1], (one, two) -> one + "," + two);
                        case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                        case "getWriter" -> {
                            return new PrintWriter(body, true);
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }
}
