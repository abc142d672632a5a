package io.github.liveroom.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Serves one connection of {@code rawjson}; what is answered to each frame is given as bytes, which need not be right. */
final class EchoServer implements AutoCloseable {
    private static final String UPGRADE = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Function<String, List<byte[]>> answers;
    private final Thread thread = new Thread(this::serve);
    private volatile int pongs;

    EchoServer(Function<String, List<byte[]>> answers) throws IOException {
        this.answers = answers;
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** How many pings were answered; all of them when it is closed. */
    int pongs() {
        return pongs;
    }

    static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    private void serve() {
        try (Socket client = socket.accept()) {
            client.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.getInputStream());
            for (int last = 0; last != 0x0d0a0d0a; ) {
                last = last << 8 | in.readUnsignedByte();
            }
            for (byte b : UPGRADE.getBytes(StandardCharsets.US_ASCII)) {
                client.getOutputStream().write(b);
            }
            while (true) {
                int first = in.readUnsignedByte();
                String frame = payload(in);
                if (first == 0x8a) {
                    pongs = pongs + 1;
                } else {
                    for (byte[] answer : answers.apply(frame)) {
                        client.getOutputStream().write(answer);
                    }
                }
            }
        } catch (IOException e) {
            // The client has closed, or the test is over.
        }
    }

    private static String payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
