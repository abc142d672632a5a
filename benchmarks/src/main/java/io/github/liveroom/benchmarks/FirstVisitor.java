package io.github.liveroom.benchmarks;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who waits at the door of a server that starts, then makes a room and enters it. Plain sockets: all that is
 * measured is the server's.
 */
final class FirstVisitor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_KNOCKS = Duration.ofMillis(1).toNanos();
    private static final int LONG_FRAME = 126;

    private final Socket socket;
    private final DataInputStream in;
    private final int port;

    private FirstVisitor(Socket socket, int port) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.port = port;
    }

    /** Knocks until somebody listens. What is sent from then on may have to wait for the server to be ready. */
    static FirstVisitor connect(int port, Process server) throws IOException {
        for (long start = System.nanoTime(); System.nanoTime() - start < PATIENCE.toNanos(); ) {
            try {
                return new FirstVisitor(open(port), port);
            } catch (ConnectException e) {
                if (!server.isAlive()) {
                    throw new IOException("has ended", e);
                }
                LockSupport.parkNanos(BETWEEN_KNOCKS);
            }
        }
        throw new IOException("does not listen on port " + port);
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Returns once the server has agreed to talk WebSocket. */
    void upgrade() throws IOException {
        send("GET /liveroom/ws HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Protocol: liveroom.v1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException("no upgrade: " + head);
        }
    }

    /** Makes a room and returns once in it. */
    void enter() throws IOException {
        say("{\"id\":1,\"cmd\":\"create\"}");
        String created = hear("\"code\":\"");
        int code = created.indexOf("\"code\":\"") + "\"code\":\"".length();
        say("{\"id\":2,\"cmd\":\"join\",\"room\":\"" + created.substring(code, created.indexOf('"', code))
                + "\",\"name\":\"Ada\"}");
        hear("\"resume\":\"");
    }

    private void say(String line) throws IOException {
        byte[] text = line.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[text.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length); // short, and masked with zeros
        System.arraycopy(text, 0, frame, 6, text.length);
        socket.getOutputStream().write(frame);
    }

    /** Reads frames up to one that holds something. */
    private String hear(String part) throws IOException {
        while (true) {
            in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] text = new byte[length == LONG_FRAME ? in.readUnsignedShort() : length];
            in.readFully(text);
            String frame = new String(text, StandardCharsets.UTF_8);
            if (frame.contains(part)) {
                return frame;
            }
            if (frame.contains("\"error\":")) {
                throw new IOException("refused: " + frame);
            }
        }
    }

    /** Asks for the first page, and returns once all of it is there. */
    static void page(int port) throws IOException {
        try (Socket socket = open(port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String page = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!page.startsWith("HTTP/1.1 200 ") || !page.contains("</html>")) {
                throw new EOFException("no page: " + page);
            }
        }
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
