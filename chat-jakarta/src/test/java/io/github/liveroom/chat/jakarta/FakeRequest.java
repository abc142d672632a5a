package io.github.liveroom.chat.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of a request as is looked at to see where it comes from; anything else is an error. */
final class FakeRequest {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String scheme = "http";
    private String remote = OriginsTest.CLIENT;
    private String verb = "GET";
    private String path;
    private AsyncContext async;
    private boolean secureCookies;

    FakeRequest with(String header, String value) {
        headers.computeIfAbsent(header, key -> new ArrayList<>()).add(value);
        return this;
    }

    FakeRequest scheme(String newScheme) {
        scheme = newScheme;
        return this;
    }

    FakeRequest method(String newMethod) {
        verb = newMethod;
        return this;
    }

    /** What is behind the servlet's own path. */
    FakeRequest path(String newPath) {
        path = newPath;
        return this;
    }

    /** May be answered later, with this. */
    FakeRequest later(AsyncContext context) {
        async = context;
        return this;
    }

    /** To an application whose sessions have a cookie that is for TLS only. */
    FakeRequest withSecureCookies() {
        secureCookies = true;
        return this;
    }

    FakeRequest from(String newRemote) {
        remote = newRemote;
        return this;
    }

    HttpServletRequest get() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" ->
                        values(arguments).isEmpty() ? null : values(arguments).get(0);
                    case "getHeaders" -> Collections.enumeration(values(arguments));
                    case "getMethod" -> verb;
                    case "getPathInfo" -> path;
                    case "getServletPath" -> "/servlet";
                    case "isAsyncSupported" -> async != null;
                    case "startAsync" -> async;
                    case "getScheme" -> scheme;
                    case "setCharacterEncoding" -> null;
                    case "isUserInRole" -> false;
                    case "isSecure" -> scheme.equals("https");
                    case "getRemoteAddr" -> remote;
                    case "getServerName" -> "named.example";
                    case "getSession" -> null;
                    case "getServletContext" -> context();
                    case "getServerPort" -> scheme.equals("https") ? 443 : 8080;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private ServletContext context() {
        return fake(
                ServletContext.class,
                Map.of("getSessionCookieConfig", fake(SessionCookieConfig.class, Map.of("isSecure", secureCookies))));
    }

    /** What answers so, and nothing else. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer;
                }));
    }

    private List<String> values(Object[] arguments) {
        return headers.getOrDefault((String) arguments[0], List.of());
    }
}
