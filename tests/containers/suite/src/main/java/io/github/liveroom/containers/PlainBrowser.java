package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts: keeps cookies, follows nothing, and sends the token of the form that it was shown last. */
final class PlainBrowser {
    static final String SESSION = "JSESSIONID";
    static final String FORM = "liveroom-form";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]*)\"");

    private final RunningServer server;
    private final String address;
    private final Map<String, String> cookies = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private String token = "";

    PlainBrowser(RunningServer server, String address) {
        this.server = server;
        this.address = address;
    }

    HttpResponse<String> get(String path) throws Exception {
        return answered(request(path).GET().build());
    }

    /** Sends a form: name, value, name, value. */
    HttpResponse<String> post(String path, String... fields) throws Exception {
        return post(request(path), fields);
    }

    HttpResponse<String> postFrom(String origin, String path, String... fields) throws Exception {
        return post(request(path).header("Origin", origin), fields);
    }

    private HttpResponse<String> post(HttpRequest.Builder request, String... fields) throws Exception {
        List<String> form = new ArrayList<>(List.of("token=" + encoded(token)));
        for (int i = 0; i < fields.length; i += 2) {
            form.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return answered(request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form)))
                .build());
    }

    /** Creates a room and gives its code. */
    String creates(String name) throws Exception {
        get("/");
        HttpResponse<String> created = post("/", "name", name, "action", "create");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(303);
        String page = created.headers().firstValue("Location").orElseThrow();
        return page.substring(page.lastIndexOf('/') + 1);
    }

    /** What is said of a cookie in an answer, and nothing if it is not set. */
    static List<String> setsCookie(HttpResponse<?> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .toList();
    }

    Map<String, String> cookies() {
        return cookies;
    }

    String token() {
        return token;
    }

    PlainBrowser withToken(String other) {
        token = other;
        return this;
    }

    /** With each request from now on. */
    PlainBrowser saying(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** As a request header has it. */
    String cookieHeader() {
        return String.join(
                "; ", cookies.entrySet().stream().map(Object::toString).toList());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.page(path))
                .timeout(WireClient.PATIENCE)
                .header(Servers.ADDRESS, address);
        headers.forEach(request::setHeader);
        return cookies.isEmpty() ? request : request.header("Cookie", cookieHeader());
    }

    private HttpResponse<String> answered(HttpRequest request) throws Exception {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            int is = cookie.indexOf('=');
            cookies.put(cookie.substring(0, is), cookie.substring(is + 1).split(";", 2)[0]);
        }
        Matcher shown = TOKEN.matcher(response.body());
        if (shown.find()) {
            token = shown.group(1);
        }
        return response;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
