package io.github.liveroom.tests.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/** A WebSocket client that takes little from the network before it is read. For one thread. */
final class RawSocket implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int RECEIVE_BUFFER = 4 * 1024;
    private static final int PATIENCE_MS = 30_000;
    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

    private final Socket socket = new Socket();
    private final DataInputStream in;

    RawSocket(URI address) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64));
        socket.getOutputStream()
                .write(("GET " + address.getPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(ISO_8859_1));
        int newlines = 0;
        for (int b = in.readUnsignedByte(); newlines < 2; b = newlines < 2 ? in.readUnsignedByte() : b) {
            newlines = b == '\n' ? newlines + 1 : b == '\r' ? newlines : 0;
        }
    }

    /** Sends a line of up to 65,535 bytes. */
    void send(String line) throws IOException {
        byte[] payload = line.getBytes(UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | TEXT);
        frame.write(0x80 | 126);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        socket.getOutputStream().write(frame.toByteArray());
    }

    /** Reads up to a reply. */
    JsonNode reply() throws IOException {
        while (true) {
            int head = in.readUnsignedByte();
            JsonNode line = Peer.JSON.readTree(new String(payload(), UTF_8));
            if (head != (0x80 | TEXT)) {
                throw new AssertionError("unexpected frame " + head);
            } else if (line.has("id")) {
                return line;
            }
        }
    }

    /** Reads everything up to the end: the lines, and the code of the close frame, or 1006 if there is none. */
    int closeCode(List<JsonNode> lines) throws IOException {
        try {
            while (true) {
                int head = in.readUnsignedByte();
                byte[] payload = payload();
                if ((head & 0x0f) == CLOSE) {
                    return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                }
                for (String line : new String(payload, UTF_8).lines().toList()) {
                    lines.add(Peer.JSON.readTree(line));
                }
            }
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the server did not end the connection", e);
        } catch (IOException e) { // the end of the stream, or a reset
            return 1006;
        }
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        byte[] payload =
                new byte[length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length];
        in.readFully(payload);
        return payload;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
