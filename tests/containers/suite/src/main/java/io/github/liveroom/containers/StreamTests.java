package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How HTTP carries a connection: headers, statuses, origins. */
abstract class StreamTests extends WireTests {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final int FRAME = 65_536;
    private static final String NDJSON = "application/x-ndjson";

    StreamTests(Servers servers) {
        super(servers);
    }

    private RunningServer listing() {
        return servers.with("origins", "https://chat.example,https://other.example:8443");
    }

    // ---------------------------------------------------------------- the stream

    @Test
    void beginsWithHelloAndASecret() {
        WireClient ada = connect();
        assertThat(ada.lines().size()).isLessThanOrEqualTo(1);
        Json hello = ada.hello();
        assertThat(hello.at("protocol").text()).isEqualTo("liveroom.v1");
        assertThat(hello.at("connection").text())
                .as("128 bits")
                .hasSizeGreaterThanOrEqualTo(22)
                .isNotEqualTo(connect().hello().at("connection").text());
    }

    @Test
    void isKeptByNobodyOnTheWay() throws Exception {
        HttpResponse<?> stream = get("User-Agent", "not a browser");
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(header(stream, "Content-Type").replace(" ", ""))
                .isEqualToIgnoringCase("text/event-stream;charset=UTF-8");
        assertThat(header(stream, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(stream, "X-Accel-Buffering")).isEqualTo("no");
        assertThat(header(stream, "Content-Encoding")).isEmpty();
    }

    @Test
    void sendsAFrameOfSeveralLinesAsOneEvent() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        ada.frame(command(1, "send", "room", room, "text", "a\nb\r\nc\u2028d", "cid", "c1") + "\n"
                + command(2, "history", "room", room) + "\n" + command(3, "leave", "room", room));
        ada.reply(3);
        assertThat(ada.entries(room).get(0).at("text").text()).isEqualTo("a\nb\r\nc\u2028d");
    }

    @Test
    void describesItselfToWhoeverAsksForHeaders() throws Exception {
        HttpResponse<?> head = ask("HEAD", "/liveroom/stream", BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Type")).startsWith("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void isNothingToBeWritten(String method) throws Exception {
        HttpResponse<?> response = ask(method, "/liveroom/stream", BodyPublishers.ofString("{}"));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).contains("GET");
    }

    @Test
    void saysOnTheStreamThatThereAreTooMany() {
        RunningServer single = servers.with("connections-per-address", "1");
        connect(single).hello();
        WireClient second = connect(single);
        assertThat(second.closeCode()).isEqualTo(4507);
        assertThat(second.closeReason()).isEmpty();
        assertThat(second.lines()).as("no hello").isEmpty();
    }

    // ---------------------------------------------------------------- commands

    @Test
    void takesCommandsAndSaysNoMore() throws Exception {
        WireClient ada = connect();
        HttpResponse<String> taken = post(ada, command(1, "create") + "\n" + command(2, "dance"));
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(taken.body()).isEmpty();
        assertThat(ada.reply(1).has("ok")).isTrue();
        assertThat(ada.reply(2).has("error")).isTrue();
        assertThat(post(ada, "").statusCode()).isEqualTo(204);
        assertThat(post(ada, "{}").statusCode()).isEqualTo(204);
        assertThat(post(ada, "\r\n\n{}\r\n").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "Application/X-NDJSON",
                "application/x-ndjson; charset=UTF-8",
                "application/x-ndjson;charset=\"utf-8\"",
                "application/x-ndjson ; version=1"
            })
    void takesNdjson(String type) throws Exception {
        assertThat(postAs(type, connect(), "{}").statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/x-ndjsonx",
                "application/x-ndjson;charset=iso-8859-1",
                "application/x-ndjson;charset=utf-16"
            })
    void takesNothingElse(String type) throws Exception {
        WireClient ada = connect();
        assertThat(postAs(type, ada, command(1, "create")).statusCode()).isEqualTo(415);
        assertThat(post(ada, "{}").statusCode()).as("nothing happened").isEqualTo(204);
        assertThat(ada.lines()).hasSize(1);
    }

    @Test
    void knowsNoConnectionByAnotherSecret() throws Exception {
        String secret = connect().stream().secret();
        for (String wrong :
                List.of("", "x", secret.substring(1), secret + "A", secret.toUpperCase(java.util.Locale.ROOT))) {
            assertThat(ask(
                                    "POST",
                                    "/liveroom/commands",
                                    BodyPublishers.ofString("{}"),
                                    "Content-Type",
                                    NDJSON,
                                    "Liveroom-Connection",
                                    wrong)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(ask("POST", "/liveroom/commands", BodyPublishers.ofString("{}"), "Content-Type", NDJSON)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void knowsNoConnectionThatHasEnded() throws Exception {
        WireClient ada = connect();
        assertThat(post(ada, "rubbish").statusCode()).isEqualTo(400);
        assertThat(ada.closeCode()).isEqualTo(4500);
        assertThat(post(ada, "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void runsTheLinesBeforeABadOne() throws Exception {
        for (byte[] bad : List.of(
                "[]".getBytes(UTF_8), "{\"cmd\":\"create\"}".getBytes(UTF_8), new byte[] {'"', (byte) 0xff, '"'})) {
            WireClient ada = connect();
            byte[] good = (command(1, "create") + "\n").getBytes(UTF_8);
            byte[] more = ("\n" + command(2, "create")).getBytes(UTF_8);
            byte[] body = Arrays.copyOf(good, good.length + bad.length + more.length);
            System.arraycopy(bad, 0, body, good.length, bad.length);
            System.arraycopy(more, 0, body, good.length + bad.length, more.length);
            assertThat(post(ada, BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(400);
            assertThat(ada.closeCode()).isEqualTo(4500);
            assertThat(ada.lines()).hasSize(2);
            assertThat(ada.reply(1).has("ok")).isTrue();
        }
    }

    @Test
    void takesAFrameOfExactly64KibAndNoMore() throws Exception {
        String line = command(1, "create", "x", "\u20ac");
        int bytes = line.getBytes(UTF_8).length;
        WireClient ada = connect();
        assertThat(post(ada, line + " ".repeat(FRAME - bytes)).statusCode()).isEqualTo(204);
        assertThat(ada.reply(1).has("ok")).isTrue();
        assertThat(post(ada, line + " ".repeat(FRAME + 1 - bytes)).statusCode()).isEqualTo(413);
        assertThat(ada.closeCode()).isEqualTo(1009);
        WireClient bob = connect();
        byte[] long1 = (line + " ".repeat(FRAME + 1 - bytes)).getBytes(UTF_8);
        BodyPublisher unannounced = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(long1));
        assertThat(post(bob, unannounced).statusCode()).isEqualTo(413);
        assertThat(bob.closeCode()).isEqualTo(1009);
        assertThat(bob.lines()).as("nothing of it was run").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    void areOnlyPosted(String method) throws Exception {
        HttpResponse<?> response = ask(method, "/liveroom/commands", BodyPublishers.noBody());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).contains("POST");
    }

    @Test
    void tellsWhoeverIsTooFastToWait() throws Exception {
        RunningServer slow = servers.with("commands-per-second", "1", "commands-burst", "5");
        WireClient ada = connect(slow);
        String full = "{}\n".repeat(20);
        assertThat(post(ada, full).statusCode()).isEqualTo(204);
        HttpResponse<?> refused = post(ada, command(1, "create"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 10);
        assertThat(ada.isOpen()).isTrue();
        for (int i = 0; i < 5; i++) {
            assertThat(post(ada, command(2, "create")).statusCode()).isIn(429, 404);
        }
        assertThat(ada.closeCode()).as("that did not listen").isEqualTo(4408);
        assertThat(ada.lines()).as("nothing of it was run").hasSize(1);
    }

    @Test
    void tellsWhoeverFloodsToWait() throws Exception {
        WireClient ada = connect(servers.with("commands-per-second", "1", "commands-burst", "5"));
        HttpResponse<?> refused = post(ada, "{}\n".repeat(100));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Retry-After")).matches("[1-9][0-9]*");
        assertThat(ada.closeCode()).isEqualTo(4408);
    }

    @Test
    void framesThatComeAtTheSameTimeDoNotMix() {
        WireClient ada = connect();
        ada.hello();
        List<HttpResponse<String>> answers = IntStream.range(0, 10)
                .mapToObj(frame -> HTTP.sendAsync(
                        request(
                                        "POST",
                                        "/liveroom/commands",
                                        BodyPublishers.ofString(IntStream.range(0, 20)
                                                .mapToObj(line -> command(100L * frame + line, "dance"))
                                                .collect(Collectors.joining("\n"))),
                                        "Content-Type",
                                        NDJSON,
                                        "Liveroom-Connection",
                                        ada.stream().secret())
                                .build(),
                        BodyHandlers.ofString()))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        assertThat(answers).allMatch(answer -> answer.statusCode() == 204);
        List<Long> ids = ada.await("all replies", 200, line -> line.has("error")).stream()
                .map(line -> line.at("id").number())
                .toList();
        for (int i = 0; i < ids.size(); i += 20) {
            assertThat(ids.subList(i, i + 20))
                    .isSorted()
                    .allMatch(id -> id / 100 == ids.get(ids.indexOf(id) / 20 * 20) / 100);
        }
    }

    // ---------------------------------------------------------------- origins

    @Test
    void isForItsOwnPages() throws Exception {
        assertThat(get("Sec-Fetch-Site", "same-origin").statusCode()).isEqualTo(200);
        assertThat(get("Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
        assertThat(get("Origin", server().origin()).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotForThoseOfOthers() throws Exception {
        assertThat(get("Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        for (String foreign : List.of("http://evil.example", "null", "https://127.0.0.1:" + server().port())) {
            HttpResponse<?> refused = get("Origin", foreign);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
        }
        WireClient ada = connect();
        HttpResponse<?> refused = ask(
                "POST",
                "/liveroom/commands",
                BodyPublishers.ofString(command(1, "create")),
                "Content-Type",
                NDJSON,
                "Liveroom-Connection",
                ada.stream().secret(),
                "Origin",
                "http://evil.example");
        assertThat(refused.statusCode()).isEqualTo(403);
        ada.create();
        assertThat(ada.lines()).hasSize(2);
    }

    @Test
    void letsListedPagesRead() throws Exception {
        HttpResponse<?> stream = ask(
                listing(),
                "GET",
                "/liveroom/stream",
                BodyPublishers.noBody(),
                "Origin",
                "https://chat.example",
                "Sec-Fetch-Site",
                "cross-site");
        assertThat(stream.statusCode()).isEqualTo(200);
        assertReadable(stream);
        HttpResponse<?> refused = ask(
                listing(),
                "POST",
                "/liveroom/commands",
                BodyPublishers.ofString("{}"),
                "Content-Type",
                NDJSON,
                "Origin",
                "https://chat.example");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertReadable(refused);
        assertThat(ask(listing(), "GET", "/liveroom/stream", BodyPublishers.noBody(), "Origin", "https://other.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void answersBrowsersThatAskFirst() throws Exception {
        for (String path : List.of("/liveroom/commands", "/liveroom/stream")) {
            HttpResponse<?> asked = ask(
                    listing(),
                    "OPTIONS",
                    path,
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://chat.example",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type,liveroom-connection");
            assertThat(asked.statusCode()).isIn(200, 204);
            assertReadable(asked);
            assertThat(header(asked, "Access-Control-Allow-Methods"))
                    .contains(path.endsWith("stream") ? "GET" : "POST");
            if (path.endsWith("commands")) {
                assertThat(header(asked, "Access-Control-Allow-Headers"))
                        .containsIgnoringCase("Liveroom-Connection")
                        .containsIgnoringCase("Content-Type");
            }
            assertThat(ask(listing(), "OPTIONS", path, BodyPublishers.noBody(), "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    private static void assertReadable(HttpResponse<?> response) {
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("https://chat.example");
        assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(response, "Vary")).contains("Origin");
    }

    // ---------------------------------------------------------------- requests

    private HttpResponse<String> post(WireClient client, String body) throws Exception {
        return postAs(NDJSON, client, body);
    }

    private HttpResponse<String> postAs(String type, WireClient client, String body) throws Exception {
        return post(type, client, BodyPublishers.ofString(body));
    }

    private HttpResponse<String> post(WireClient client, BodyPublisher body) throws Exception {
        return post(NDJSON, client, body);
    }

    private HttpResponse<String> post(String type, WireClient client, BodyPublisher body) throws Exception {
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

    private HttpResponse<?> get(String... headers) throws Exception {
        return ask("GET", "/liveroom/stream", BodyPublishers.noBody(), headers);
    }

    private HttpResponse<?> ask(String method, String path, BodyPublisher body, String... headers) throws Exception {
        return ask(server(), method, path, body, headers);
    }

    /** The answer without its body, which may have no end. */
    private HttpResponse<?> ask(RunningServer server, String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpResponse<java.io.InputStream> response =
                HTTP.send(request(server, method, path, body, headers).build(), BodyHandlers.ofInputStream());
        closing(response.body());
        return response;
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        return request(server(), method, path, body, headers);
    }

    private HttpRequest.Builder request(
            RunningServer server, String method, String path, BodyPublisher body, String... headers) {
        return HttpRequest.newBuilder(server.page(path))
                .timeout(WireClient.PATIENCE)
                .header(Servers.ADDRESS, address)
                .headers(headers.length == 0 ? new String[] {"User-Agent", "a test"} : headers)
                .method(method, body);
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join(",", response.headers().allValues(name));
    }
}
