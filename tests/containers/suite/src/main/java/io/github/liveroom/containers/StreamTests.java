package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How HTTP carries a connection: headers and statuses. */
abstract class StreamTests extends HttpTests {
    private static final int FRAME = 65_536;

    StreamTests(Servers servers) {
        super(servers);
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
                List.of("", "x", secret.substring(1), secret + "A", secret.replace(secret.charAt(0), '.'))) {
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
        WireClient ada = connect(servers.with("commands-per-second", "1", "commands-burst", "5"));
        Set<Long> taken = new HashSet<>();
        HttpResponse<?> refused = postUntil(429, ada, taken);
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 10);
        assertThat(ada.isOpen()).isTrue();
        postUntil(404, ada, taken);
        assertThat(ada.closeCode()).as("that did not listen").isEqualTo(4408);
        assertThat(ada.lines().subList(1, ada.lines().size()))
                .as("what was refused was not run")
                .allMatch(line -> taken.contains(line.at("id").number()));
    }

    private HttpResponse<?> postUntil(int status, WireClient client, Set<Long> taken) throws Exception {
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        while (true) {
            long id = client.newId();
            HttpResponse<?> answer = post(client, command(id, "dance"));
            if (answer.statusCode() == status) {
                return answer;
            }
            assertThat(answer.statusCode()).isIn(204, 429);
            if (answer.statusCode() == 204) {
                taken.add(id);
            }
            assertThat(System.nanoTime()).as("no " + status).isLessThan(deadline);
        }
    }

    @Test
    void takesFewAtATime() throws Exception {
        WireClient ada = connect();
        List<RawSocket> posts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            posts.add(closing(RawSocket.dial(server()))
                    .begin(
                            "POST " + server().context() + "/liveroom/commands HTTP/1.1",
                            "Host: 127.0.0.1:" + server().port(),
                            "Content-Type: " + NDJSON,
                            "Content-Length: 2",
                            "Liveroom-Connection: " + ada.stream().secret()));
        }
        RawSocket refused = firstWithAnswer(posts);
        posts.remove(refused);
        RawSocket.Answer answer = refused.end("{}");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("retry-after", "1");
        assertThat(post(ada, "{}").statusCode()).isEqualTo(429);
        assertThat(post(connect(), "{}").statusCode()).as("of somebody else").isEqualTo(204);
        assertThat(posts.get(2).end("{}").status()).isEqualTo(204);
        assertThat(post(ada, "{}").statusCode())
                .as("there is room for one more")
                .isEqualTo(204);
    }

    private static RawSocket firstWithAnswer(List<RawSocket> asked) throws Exception {
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        while (true) {
            for (RawSocket each : asked) {
                if (each.hasAnswer()) {
                    return each;
                }
            }
            assertThat(System.nanoTime()).as("no answer").isLessThan(deadline);
            Thread.onSpinWait();
        }
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
        List<HttpResponse<String>> answers = IntStream.range(0, 4)
                .mapToObj(frame -> HTTP.sendAsync(
                        request(
                                        "POST",
                                        "/liveroom/commands",
                                        BodyPublishers.ofString(IntStream.range(0, 50)
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
        for (int i = 0; i < ids.size(); i += 50) {
            assertThat(ids.subList(i, i + 50))
                    .isSorted()
                    .allMatch(id -> id / 100 == ids.get(ids.indexOf(id) / 50 * 50) / 100);
        }
    }
}
