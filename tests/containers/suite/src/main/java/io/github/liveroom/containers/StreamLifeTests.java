package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What a stream costs, how it ends, and how a member goes from one carrier to the other. */
abstract class StreamLifeTests extends WireTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int STREAMS = 200;
    private static final int SOME_THREADS = 30;

    StreamLifeTests(Servers servers) {
        super(servers);
    }

    @Test
    void needsNoThreadForEach() throws IOException {
        connect().create();
        int before = Thread.activeCount();
        RawSocket last = null;
        for (int i = 0; i < STREAMS; i++) {
            last = closing(RawSocket.dial(server()));
            last.stream(server(), address);
        }
        assertThat(last).isNotNull();
        assertThat(Thread.activeCount() - before).isLessThan(SOME_THREADS);
    }

    @Test
    void isADropWhenTheClientGivesItUp() throws Exception {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket bob = closing(RawSocket.dial(server()));
        join(bob, room, "Bob");
        ada.push(room, "join");
        bob.close();
        assertDropped(ada, room);
    }

    @Test
    void endsAReaderThatIsTooSlow() throws Exception {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket slow = closing(RawSocket.dial(server(), 4096));
        join(slow, room, "Slow");
        ada.push(room, "join");
        fillUp(ada, room);
        List<Json> lines = slow.restOfStream();
        Json last = lines.get(lines.size() - 1);
        assertThat(
                        last.has("close")
                                ? last.at("close").toString()
                                : "cut, since the last line stood behind a full pipe")
                .isIn(Json.object("code", 4008, "reason", ""), "cut, since the last line stood behind a full pipe");
        assertWhole(lines);
    }

    @Test
    void cutsAReaderThatReadsNothingAtAll() throws Exception {
        RunningServer server = servers.own();
        WireClient ada = connect(server);
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket deaf = closing(RawSocket.dial(server, 4096));
        join(deaf, server, room, "Deaf");
        ada.push(room, "join");
        fillUp(ada, room);
        CapturedLog complaints = closing(new CapturedLog(Level.WARNING));
        server.close(); // waits for streams that have not ended
        assertThat(complaints.records().stream().filter(StreamLifeTests::isOurs).map(LogRecord::getMessage))
                .isEmpty();
    }

    /** Jetty sometimes mentions a write that came to nothing, Tomcat threads that are on their way out. */
    private static boolean isOurs(LogRecord complaint) {
        return String.valueOf(complaint.getLoggerName()).startsWith("io.github.liveroom");
    }

    /** Until somebody does not take any more, and no longer than the network and the queue explain. */
    private static void fillUp(WireClient ada, String room) {
        // Up to 16 KiB each.
        String text = "\ud83d\ude00".repeat(4000);
        int sent = 0;
        while (ada.pushes(room, "status").isEmpty()) {
            assertThat(sent++).as("messages that one reader did not read").isLessThan(640);
            ada.say(room, text);
        }
        assertThat(ada.pushes(room, "status").get(0).at("status").text()).isEqualTo("away");
    }

    @Test
    void goesOnWhereTheOtherCarrierEnded() {
        WireClient host = connect();
        String room = host.create();
        host.join(room, "Host");
        WireClient socket = connectOver(Wire.Kind.WEBSOCKET);
        Json joined = socket.join(room, "Ada");
        host.say(room, "one");
        socket.message(room, "one");
        socket.drop();
        host.push(room, "status");
        host.say(room, "two");
        WireClient stream = connectOver(Wire.Kind.STREAM);
        Json resumed = resume(stream, room, joined, 3);
        assertThat(resumed.at("me", "member")).isEqualTo(joined.at("me", "member"));
        assertMissed(resumed, "two");
        host.say(room, "three");
        stream.message(room, "three");
        WireClient again = connectOver(Wire.Kind.WEBSOCKET);
        assertMissed(resume(again, room, resumed, 4), "three");
        assertThat(stream.push(room, "gone").at("code").number()).isEqualTo(4505);
        again.say(room, "back again");
        host.message(room, "back again");
        assertThat(host.pushes(room, "leave")).isEmpty();
        assertThat(host.pushes(room, "join")).hasSize(1);
    }

    private WireClient connectOver(Wire.Kind kind) {
        return closing(WireClient.connect(server(), address, kind));
    }

    private static Json resume(WireClient client, String room, Json before, long offset) {
        return client.ok(
                "join",
                "room",
                room,
                "resume",
                before.at("resume").text(),
                "since",
                Json.parse(Json.object("epoch", before.at("room", "epoch").text(), "offset", offset)));
    }

    private static void assertMissed(Json joined, String... texts) {
        assertThat(joined.at("recovered").yes()).isTrue();
        assertThat(joined.at("entries").items())
                .extracting(entry -> entry.at("text").text())
                .containsExactly(texts);
    }

    private void join(RawSocket stream, String room, String name) throws Exception {
        join(stream, server(), room, name);
    }

    private void join(RawSocket stream, RunningServer server, String room, String name) throws Exception {
        String secret = stream.stream(server, address).at("connection").text();
        HttpRequest request = HttpRequest.newBuilder(server.page("/liveroom/commands"))
                .timeout(WireClient.PATIENCE)
                .header("Content-Type", "application/x-ndjson")
                .header("Liveroom-Connection", secret)
                .POST(HttpRequest.BodyPublishers.ofString(command(1, "join", "room", room, "name", name)))
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(204);
    }
}
