package io.github.liveroom.tests.flood;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Members of a room, each on a stream of which nothing is read any more once they are in. */
final class Stalled implements Attack {
    private static final String SECRET = "\"connection\":\"";

    private final List<Line> streams = new ArrayList<>();

    Stalled(int port, String room, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Line stream = new Line(ADDRESS, port);
            streams.add(stream);
            stream.write("GET /liveroom/stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
            StringBuilder heard = new StringBuilder();
            int secret = -1;
            while (secret < 0 || heard.indexOf("\"", secret + SECRET.length()) < 0) {
                heard.append((char) stream.in().readUnsignedByte());
                secret = heard.indexOf(SECRET);
            }
            join(port, room, "Stalled " + i, heard.substring(secret + SECRET.length(), heard.length() - 1));
        }
    }

    private static void join(int port, String room, String name, String secret) throws IOException {
        String command = "{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room + "\",\"name\":\"" + name + "\"}";
        try (Line post = new Line(ADDRESS, port)) {
            post.write("POST /liveroom/commands HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                    + "Liveroom-Connection: " + secret + "\r\nContent-Length: " + command.length() + "\r\n\r\n"
                    + command);
            if (post.readStatus() != 204) {
                throw new IOException("a join was refused");
            }
        }
    }

    @Override
    public void goOn() {}

    @Override
    public String toString() {
        return streams.size() + " streams";
    }

    @Override
    public void close() {
        streams.forEach(Line::close);
    }
}
