package io.github.liveroom.containers;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests such as a client makes that is no browser. */
abstract class HttpTests extends WireTests {
    static final String NDJSON = "application/x-ndjson";
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpTests(Servers servers) {
        super(servers);
    }

    HttpResponse<String> post(WireClient client, String body) throws Exception {
        return postAs(NDJSON, client, body);
    }

    HttpResponse<String> postAs(String type, WireClient client, String body) throws Exception {
        return post(type, client, BodyPublishers.ofString(body));
    }

    HttpResponse<String> post(WireClient client, BodyPublisher body) throws Exception {
        return post(NDJSON, client, body);
    }

    HttpResponse<String> post(String type, WireClient client, BodyPublisher body) throws Exception {
        StreamWire stream = client.stream();
        HttpRequest request = request(
                        stream.server(),
                        "POST",
                        "/liveroom/commands",
                        body,
                        "Content-Type",
                        type,
                        "Liveroom-Connection",
                        stream.secret())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    HttpResponse<?> get(String... headers) throws Exception {
        return ask("GET", "/liveroom/stream", BodyPublishers.noBody(), headers);
    }

    HttpResponse<?> ask(String method, String path, BodyPublisher body, String... headers) throws Exception {
        return ask(server(), method, path, body, headers);
    }

    /** The answer without its body, which may have no end. */
    HttpResponse<?> ask(RunningServer server, String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpResponse<java.io.InputStream> response =
                HTTP.send(request(server, method, path, body, headers).build(), BodyHandlers.ofInputStream());
        closing(response.body());
        return response;
    }

    HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        return request(server(), method, path, body, headers);
    }

    HttpRequest.Builder request(
            RunningServer server, String method, String path, BodyPublisher body, String... headers) {
        return HttpRequest.newBuilder(server.page(path))
                .timeout(WireClient.PATIENCE)
                .header(Servers.ADDRESS, address)
                .headers(headers.length == 0 ? new String[] {"User-Agent", "a test"} : headers)
                .method(method, body);
    }

    static String header(HttpResponse<?> response, String name) {
        return String.join(",", response.headers().allValues(name));
    }
}
