package io.github.liveroom.example.testkit;

import io.github.liveroom.chat.client.ChatClient;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Somebody with a browser of their own: keeps cookies, follows redirects, and has windows that are connected. */
public final class Person implements AutoCloseable {
    private final URI home;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final List<ChatClient> windows = new ArrayList<>();

    public Person(URI home) {
        this.home = home;
    }

    public HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(home.resolve(path)).build(), BodyHandlers.ofString());
    }

    /** Sends a form: name, value, name, value. */
    public HttpResponse<String> post(String path, String... fields) throws Exception {
        List<String> form = new ArrayList<>();
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return http.send(
                HttpRequest.newBuilder(home.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(String.join("&", form)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** One more window, which sends the cookies of this browser along, and says which page it is of. */
    public ChatClient window() {
        ChatClient window = ChatClient.builder()
                .uri(home.resolve("liveroom/ws"))
                .httpClient(http)
                .header("Origin", home.toString().replaceAll("/$", ""))
                .build();
        windows.add(window);
        return window;
    }

    @Override
    public void close() {
        windows.forEach(ChatClient::abort);
    }
}
