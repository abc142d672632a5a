package io.github.liveroom.containers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client without manners: says anything in the handshake, sends any bytes as a frame, begins requests that it does not end,
 * and reads only when asked to. For one thread.
 */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CONTINUATION = 0;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    /** What the server says to the handshake. */
    record Answer(int status, Map<String, String> headers) {}

    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Opens a TCP connection and says nothing yet. */
    static RawSocket dial(RunningServer server) throws IOException {
        return dial(server, 0);
    }

    /** Opens a TCP connection that takes little from the server before it is read. */
    static RawSocket dial(RunningServer server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) WireClient.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port()));
        return new RawSocket(socket);
    }

    /** Opens a WebSocket connection the usual way; the server's {@code hello} is still to be read. */
    static RawSocket open(RunningServer server, String address, int receiveBuffer) throws IOException {
        RawSocket raw = dial(server, receiveBuffer);
        Answer answer = raw.handshake(server, "Sec-WebSocket-Protocol: liveroom.v1", Servers.ADDRESS + ": " + address);
        if (answer.status() != 101) {
            raw.close();
            throw new AssertionError("the handshake was answered with " + answer);
        }
        return raw;
    }

    /** Asks for a WebSocket connection, with these header lines besides the necessary ones. */
    Answer handshake(RunningServer server, String... headers) throws IOException {
        List<String> request = new ArrayList<>(List.of(
                "GET " + server.path() + " HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"));
        request.addAll(List.of(headers));
        return ask(String.join("\r\n", request));
    }

    /** Sends a request without body: its first line and its headers. */
    Answer ask(String... request) throws IOException {
        return begin(request).end("");
    }

    /** Sends the first line and the headers of a request whose body is still to come. */
    RawSocket begin(String... request) throws IOException {
        out.write((String.join("\r\n", request) + "\r\n\r\n").getBytes(ISO_8859_1));
        out.flush();
        return this;
    }

    /** Whether the server has begun to say something that was not read. */
    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** Sends a part of the body of a request that has begun. */
    void part(String body) throws IOException {
        out.write(body.getBytes(UTF_8));
        out.flush();
    }

    /** Sends the body, or the last part of it, of a request that has begun. */
    Answer end(String body) throws IOException {
        part(body);
        return answer();
    }

    /** Everything up to the end of the connection, as it is. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    /** Opens a stream of events, and gives its {@code hello}; whatever comes then is not read unless asked for. */
    Json stream(RunningServer server, String address) throws IOException {
        Answer answer = ask(
                "GET " + server.context() + "/liveroom/stream HTTP/1.1",
                "Host: 127.0.0.1:" + server.port(),
                Servers.ADDRESS + ": " + address);
        if (answer.status() != 200) {
            throw new AssertionError("the stream was answered with " + answer);
        }
        for (String line = line(); ; line = line()) {
            if (line.startsWith("data: ")) {
                return Json.parse(line.substring("data: ".length())).at("hello");
            }
        }
    }

    /** Reads a stream of events up to its end, however that comes. What a chunk begins with is no data, and passed over. */
    List<Json> restOfStream() throws IOException {
        List<Json> lines = new ArrayList<>();
        StringBuilder begun = new StringBuilder();
        try {
            while (true) {
                String head = line();
                if (head.isEmpty()) { // the end of the chunk before, which Jetty sends with the next
                    continue;
                }
                int length = Integer.parseInt(head, 16);
                begun.append(new String(in.readNBytes(length), ISO_8859_1));
                if (length == 0) {
                    return lines;
                }
                for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
                    String line = new String(begun.substring(0, end).getBytes(ISO_8859_1), UTF_8);
                    begun.delete(0, end + 1);
                    if (line.startsWith("data: ")) {
                        lines.add(Json.parse(line.substring("data: ".length())));
                    }
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not end the stream", e);
        } catch (IOException | NumberFormatException e) { // cut in the middle
            return lines;
        }
    }

    private Answer answer() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new Answer(status, headers);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            line.write(b);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    // ---------------------------------------------------------------- frames

    RawSocket text(String text) throws IOException {
        return frame(TEXT, true, text.getBytes(UTF_8));
    }

    /** A frame, or a part of one: then the last part is {@code fin}, and all but the first go by {@link #more}. */
    RawSocket frame(int opcode, boolean fin, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write((fin ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i % 4]);
        }
        try {
            out.write(frame.toByteArray());
            out.flush();
        } catch (IOException e) {
            // The server has gone already; what it said before is still to be read.
        }
        return this;
    }

    RawSocket more(boolean fin, byte[] payload) throws IOException {
        return frame(CONTINUATION, fin, payload);
    }

    /**
     * Reads everything up to the end.
     *
     * @return the code of the close frame, or 1006 if the connection ends without one
     */
    int closeCode() throws IOException {
        return closeCode(new ArrayList<>());
    }

    /** The same, and keeps the lines. */
    int closeCode(List<Json> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = payload();
                switch (head & 0x0f) {
                    case TEXT, CONTINUATION -> text.append(new String(payload, UTF_8));
                    case CLOSE -> {
                        return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                    }
                    case PING -> frame(PONG, true, payload);
                    default -> throw new AssertionError("unexpected frame " + head);
                }
                if ((head & 0x80) != 0) {
                    text.toString()
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(Json::parse)
                            .forEach(lines::add);
                    text.setLength(0);
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not close the connection; it sent " + lines, e);
        } catch (IOException e) { // the end of the stream, or a reset
            return 1006;
        }
    }

    /** The next line that the server sends. */
    Json nextLine() throws IOException {
        return Json.parse(nextFrame().strip());
    }

    /** The lines that the server sends next; no fragments. */
    String nextFrame() throws IOException {
        int head = in.readUnsignedByte();
        if (head != (0x80 | TEXT)) {
            throw new AssertionError("expected a text frame, not " + head);
        }
        return new String(payload(), UTF_8);
    }

    private byte[] payload() throws IOException {
        byte[] payload = new byte[length()];
        in.readFully(payload);
        return payload;
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) {
            return in.readUnsignedShort();
        }
        return length == 127 ? Math.toIntExact(in.readLong()) : length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
