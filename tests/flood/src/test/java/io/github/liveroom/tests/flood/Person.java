package io.github.liveroom.tests.flood;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Somebody in a chat, over a WebSocket, who has nothing to do with the attacks and another address. For one thread. */
final class Person implements AutoCloseable {
    static final String ADDRESS = "127.0.0.2";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LONG = 126;

    private final Line line;
    private final Queue<String> lines = new ArrayDeque<>();
    private final Queue<JsonNode> heard = new ArrayDeque<>();
    private int commands;

    private Person(Line line) {
        this.line = line;
    }

    /** Comes in, and waits for the server's first line. */
    static Person connect(int port) throws IOException {
        Line line = new Line(ADDRESS, port);
        line.write(Line.UPGRADE + "\r\n");
        assertThat(line.readStatus()).isEqualTo(101);
        Person person = new Person(line);
        assertThat(person.next().has("hello")).isTrue();
        return person;
    }

    /** Creates a room. Gives its code. */
    String create() throws IOException {
        return ask("\"cmd\":\"create\"").path("code").asText();
    }

    void join(String room, String name) throws IOException {
        ask("\"cmd\":\"join\",\"tail\":0,\"room\":\"" + room + "\",\"name\":\"" + name + "\"");
    }

    void say(String room, String text) throws IOException {
        ask("\"cmd\":\"send\",\"room\":\"" + room + "\",\"text\":\"" + text + "\",\"cid\":\"" + commands + "\"");
    }

    /** Reads up to the next message of anybody, and gives its text. */
    String nextText() throws IOException {
        while (true) {
            JsonNode push = heard.isEmpty() ? next() : heard.remove();
            if (push.path("type").asText().equals("message")) {
                return push.path("text").asText();
            }
        }
    }

    private JsonNode ask(String fields) throws IOException {
        int id = ++commands;
        send("{\"id\":" + id + "," + fields + "}");
        while (true) {
            JsonNode answer = next();
            if (answer.path("id").asInt() == id) {
                assertThat(answer.has("ok")).as("%s", answer).isTrue();
                return answer.path("ok");
            }
            heard.add(answer);
        }
    }

    private JsonNode next() throws IOException {
        while (true) {
            while (lines.isEmpty()) {
                assertThat(line.in().readUnsignedByte()).as("a text").isEqualTo(TEXT);
                new String(payload(), UTF_8).lines().forEach(lines::add);
            }
            JsonNode next = JSON.readTree(lines.remove());
            if (!next.isEmpty()) {
                return next;
            }
            send("{}");
        }
    }

    private byte[] payload() throws IOException {
        int length = line.in().readUnsignedByte();
        byte[] payload = new byte
                [length == LONG
                        ? line.in().readUnsignedShort()
                        : length > LONG ? (int) line.in().readLong() : length];
        line.in().readFully(payload);
        return payload;
    }

    /** With a mask that changes nothing: 0. */
    private void send(String text) throws IOException {
        byte[] payload = text.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(TEXT);
        frame.write(MASKED | LONG);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        line.write(frame.toByteArray());
    }

    @Override
    public void close() {
        line.close();
    }
}
