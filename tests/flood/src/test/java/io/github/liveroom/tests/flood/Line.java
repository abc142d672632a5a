package io.github.liveroom.tests.flood;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection as a program sees it that is no HTTP client. For one thread. */
final class Line implements AutoCloseable {
    /** How to become a WebSocket, but for the empty line at the end. */
    static final String UPGRADE =
            "GET /liveroom/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /** Nothing that works takes as long as this, however busy the machine. */
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    /** Connects from one of the addresses that a machine calls itself by. */
    Line(String from, int port) throws IOException {
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        // No rest for the port: there are only so many.
        socket.setSoLinger(true, 0);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1024));
    }

    void write(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    DataInputStream in() {
        return in;
    }

    /** Reads up to the empty line below the head of an answer. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** The status of an answer, of which nothing has been read yet. */
    int readStatus() throws IOException {
        return Integer.parseInt(readHead().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
