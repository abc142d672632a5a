package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The carrier without WebSocket, against a server that does what the test says. */
class HttpLinkTest {
    private static final long SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<HttpExchange> streams = new LinkedBlockingQueue<>();
    private final BlockingQueue<HttpExchange> posts = new LinkedBlockingQueue<>();
    private HttpServer server;
    private ChatClient client;
    private OutputStream stream;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/chat/liveroom/stream", streams::add);
        server.createContext("/chat/liveroom/commands", posts::add);
        server.start();
        Scene.Chance chance = new Scene.Chance();
        chance.next = 0;
        client = ChatClient.builder()
                .random(chance)
                .uri(URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/chat/liveroom/ws"))
                .header("Authorization", "Bearer t")
                .build();
    }

    @AfterEach
    void stop() {
        client.abort();
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpExchange next(BlockingQueue<HttpExchange> queue) throws InterruptedException {
        HttpExchange exchange = queue.poll(SECONDS, TimeUnit.SECONDS);
        assertThat(exchange).as("a request").isNotNull();
        return exchange;
    }

    private HttpExchange open() throws Exception {
        HttpExchange exchange = next(streams);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        stream = exchange.getResponseBody();
        event("{'hello':{'protocol':'liveroom.v1','pingMs':25000,'connection':'secret'}}");
        return exchange;
    }

    private void event(String data) throws IOException {
        stream.write(("data: " + data.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    private Fields post(int status) throws Exception {
        HttpExchange exchange = next(posts);
        assertThat(exchange.getRequestMethod()).isEqualTo("POST");
        assertThat(exchange.getRequestHeaders())
                .containsEntry("Liveroom-connection", java.util.List.of("secret"))
                .containsEntry("Content-type", java.util.List.of("application/x-ndjson"))
                .containsEntry("Authorization", java.util.List.of("Bearer t"));
        Fields line = Fields.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
        return line;
    }

    private ChatRoom join() throws Exception {
        ChatRoom room = client.join(JoinOptions.of("KQZW", "Ada"), new ChatListener() {});
        open();
        answer(post(204), FakeLink.room("e1", 1, "'entries':[]"));
        assertThat(room.joined().get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(Outcome.Ok.class);
        return room;
    }

    private void answer(Fields command, String ok) throws IOException {
        event("{'id':" + command.number("id") + ",'ok':" + ok + "}");
    }

    @Test
    void isTheWayAfterTwoSocketsThatDidNotOpen() throws Exception {
        ChatRoom room = join();
        CompletableFuture<Outcome<Answer.Sent>> sent = room.send("é");
        Fields send = post(204);
        assertThat(send.map()).containsEntry("cmd", "send").containsEntry("text", "é");
        answer(send, "{'offset':2,'at':1}");
        assertThat(sent.get(SECONDS, TimeUnit.SECONDS).orElseThrow().offset()).isEqualTo(2);
        event("{}");
        assertThat(post(204).isEmpty()).as("a ping is answered").isTrue();
    }

    @Test
    void sendsTheSameAgainWhenToldToWait() throws Exception {
        ChatRoom room = join();
        room.send("a");
        Map<String, Object> first = post(429).map();
        assertThat(post(204).map()).isEqualTo(first);
    }

    @Test
    void aConnectionThatTheServerDoesNotKnowIsGivenUp() throws Exception {
        ChatRoom room = join();
        room.send("a");
        Object cid = post(404).map().get("cid");
        open();
        Fields again = post(204);
        assertThat(again.map()).containsEntry("cmd", "join").containsKeys("resume", "since");
        answer(again, FakeLink.room("e1", 1, "'recovered':true,'entries':[]"));
        assertThat(post(204).map()).containsEntry("cid", cid);
    }

    @Test
    void whatTheLastLineSaysCounts() throws Exception {
        CompletableFuture<RoomEnd> end = new CompletableFuture<>();
        client.join(JoinOptions.of("KQZW", "Ada"), new ChatListener() {
            @Override
            public void ended(ChatRoom room, RoomEnd why) {
                end.complete(why);
            }
        });
        HttpExchange exchange = open();
        event("{'close':{'code':4507,'reason':'full'}}");
        exchange.close();
        assertThat(end.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(new RoomEnd(4507, "full", null));
    }

    @Test
    void closingLeavesByACommand() throws Exception {
        join();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(client::close, threads);
        assertThat(post(204).map()).containsEntry("cmd", "leave");
        closed.get(SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aStreamThatIsRefusedIsTriedAgain() throws Exception {
        client.join(JoinOptions.of("KQZW", "Ada"), new ChatListener() {});
        HttpExchange refused = next(streams);
        refused.sendResponseHeaders(503, -1);
        refused.close();
        open();
        assertThat(post(204).map()).containsEntry("cmd", "join");
    }
}
