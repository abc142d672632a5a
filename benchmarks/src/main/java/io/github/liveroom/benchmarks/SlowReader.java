package io.github.liveroom.benchmarks;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What one member who does not read costs the 99 others: the time from sending a message to each of them having it, in runs
 * with and without such a member, one after the other in one JVM. Only the ratio says something.
 */
public final class SlowReader {
    private static final int MEMBERS = 100;
    private static final int MESSAGES = 1500;
    private static final int PER_SECOND = 100;
    private static final int RUNS = 5;
    private static final String PADDING = "x".repeat(3_900);

    private SlowReader() {}

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        measure(false);
        List<Times> without = new ArrayList<>();
        List<Times> with = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            without.add(measure(false));
            with.add(measure(true));
        }
        System.out.printf("without: median of p50 %.2f ms, of p99 %.2f ms%n", p50(without), p99(without));
        System.out.printf("with:    median of p50 %.2f ms, of p99 %.2f ms%n", p50(with), p99(with));
        System.out.printf("ratio:   p50 %.2f, p99 %.2f%n", p50(with) / p50(without), p99(with) / p99(without));
    }

    private record Times(double p50, double p99) {}

    private static double p50(List<Times> runs) {
        return runs.stream().mapToDouble(Times::p50).sorted().toArray()[runs.size() / 2];
    }

    private static double p99(List<Times> runs) {
        return runs.stream().mapToDouble(Times::p99).sorted().toArray()[runs.size() / 2];
    }

    private static Times measure(boolean stalled) throws Exception {
        long[] sent = new long[MESSAGES];
        long[][] took = new long[MEMBERS][MESSAGES];
        CountDownLatch received = new CountDownLatch(MEMBERS * MESSAGES);
        HttpClient http = HttpClient.newHttpClient();
        ChatGateway gateway = ChatGateway.builder()
                .commandsPerSecond(10_000)
                .commandsBurst(10_000)
                .handshakesPerSecond(10_000)
                .joinsPerSecond(10_000)
                .unacked(1_000)
                .build();
        try (BareServer server = new BareServer(gateway)) {
            RoomCode room = gateway.rooms().create().code();
            Socket reader = stalled ? join(server, room) : null;
            List<Listener.Connected> members = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                long[] mine = took[i];
                Listener.Connected member =
                        Listener.connect(http, server.address(), frame -> note(frame, sent, mine, received));
                member.say(join("Member " + i, room));
                members.add(member);
            }
            for (int i = 0; i < MESSAGES; i++) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
                sent[i] = System.nanoTime();
                members.get(i % MEMBERS)
                        .say("{\"id\":" + (i + 2) + ",\"cmd\":\"send\",\"room\":\"" + room + "\",\"cid\":\"" + i
                                + "\",\"text\":\"#" + i + "#" + PADDING + "\"}");
            }
            if (!received.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException(received.getCount() + " deliveries are missing");
            }
            long here = gateway.rooms().find(room).orElseThrow().members().stream()
                    .filter(member -> member.connections() > 0)
                    .count();
            System.out.printf(
                    "%s: %d of %d members are connected at the end%n",
                    stalled ? "with a member who does not read" : "without", here, MEMBERS + (stalled ? 1 : 0));
            if (reader != null) {
                reader.close();
            }
        }
        long[] all = Arrays.stream(took).flatMapToLong(Arrays::stream).sorted().toArray();
        return new Times(all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6);
    }

    private static void note(String frame, long[] sent, long[] mine, CountDownLatch received) {
        long now = System.nanoTime();
        for (int at = frame.indexOf("\"text\":\"#"); at >= 0; at = frame.indexOf("\"text\":\"#", at + 1)) {
            int from = at + "\"text\":\"#".length();
            int number = Integer.parseInt(frame.substring(from, frame.indexOf('#', from)));
            if (mine[number] == 0) {
                mine[number] = now - sent[number];
                received.countDown();
            }
        }
    }

    private static String join(String name, RoomCode room) {
        return "{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room + "\",\"name\":\"" + name + "\",\"tail\":0}";
    }

    /** A member by hand: a handshake, a join, and then nothing is read any more. */
    private static Socket join(BareServer server, RoomCode room) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        socket.getOutputStream()
                .write(("GET " + server.gateway().endpointPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        for (int matched = 0; matched < 4; ) {
            int c = in.read();
            matched = c == "\r\n\r\n".charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
        }
        byte[] line = join("Sleeper", room).getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[line.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | line.length); // short, and masked with zeros
        System.arraycopy(line, 0, frame, 6, line.length);
        socket.getOutputStream().write(frame);
        return socket;
    }
}
