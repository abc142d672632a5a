package io.github.liveroom.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.ChatEndpoint;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.session.Handshake;
import jakarta.websocket.Endpoint;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much of the heap an empty kept room takes, and a member who is in a room and says nothing, and how much of a core it
 * takes to ask ten thousand of these for signs of life. Without what the container needs: sessions are hollow here.
 */
public final class Footprint {
    private static final int ROOMS = 1_000_000;
    private static final int MEMBERS = 10_000;
    private static final int MEMBERS_OF_A_ROOM = 10;

    /** What a container holds of ours for a connection: an endpoint, a handler of text, one of binary messages. */
    private static final int HELD = 3;

    private static final Duration PING = Duration.ofSeconds(25);
    private static final Duration FAST_PING = Duration.ofMillis(2500);
    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = 8;
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    private Footprint() {}

    /**
     * Measures.
     *
     * @param args {@code classes} to see what it is made of
     */
    public static void main(String[] args) throws InterruptedException {
        boolean inDetail = List.of(args).contains("classes");
        signsOfLife(); // while there is little garbage
        members(inDetail);
        rooms(inDetail);
    }

    private static void members(boolean inDetail) {
        try (ChatGateway gateway = gateway(PING)) {
            List<Object> connections = new ArrayList<>(4 * HELD * MEMBERS);
            connect(
                    gateway,
                    MEMBERS_OF_A_ROOM,
                    Footprint::withoutBrowser,
                    connections); // what is there once is not counted
            Histogram before = Histogram.now();
            connect(gateway, MEMBERS, Footprint::withoutBrowser, connections);
            Histogram between = Histogram.now();
            connect(gateway, MEMBERS, Footprint::withBrowser, connections);
            Histogram after = Histogram.now();
            sayAlive(connections);
            between.printSince(before, "an idle member, all from one address", MEMBERS, inDetail);
            after.printSince(between, "an idle member, each with an address and a browser", MEMBERS, inDetail);
        }
    }

    /** Equal strings, each of its own, as containers make them. */
    private static Handshake withoutBrowser(int number) {
        String address = new String("192.168.0.1".toCharArray());
        return new Handshake(address, new Visitor(null, null, address, null, false), null);
    }

    private static Handshake withBrowser(int number) {
        String address = "10.0." + number / 256 + '.' + number % 256;
        String session = String.format(Locale.ROOT, "%022d", number); // as long as 128 bits are
        return new Handshake(address, new Visitor(null, session, address, null, false), null);
    }

    private static void rooms(boolean inDetail) {
        try (ChatGateway gateway = gateway(PING)) {
            List<Room> rooms = new ArrayList<>(2 * ROOMS);
            create(gateway, rooms);
            Histogram before = Histogram.now();
            long[] nanos = new long[10];
            for (int tenth = 0; tenth < nanos.length; tenth++) {
                long begin = System.nanoTime();
                create(gateway, rooms);
                nanos[tenth] = (System.nanoTime() - begin) / (ROOMS / 10);
            }
            Histogram.now().printSince(before, "an empty kept room", ROOMS, inDetail);
            System.out.println("nanoseconds to create one, by tenths of all: " + Arrays.toString(nanos));
            System.out.println("nanoseconds to find one, likewise: "
                    + Arrays.toString(eachTenth(rooms, room -> gateway.rooms().find(room.code()))));
            System.out.println("nanoseconds to close one, likewise: "
                    + Arrays.toString(eachTenth(
                            rooms, room -> room.close("").toCompletableFuture().join())));
        }
    }

    private static long[] eachTenth(List<Room> rooms, Consumer<Room> work) {
        long[] nanos = new long[10];
        for (int tenth = 0; tenth < nanos.length; tenth++) {
            long begin = System.nanoTime();
            rooms.subList(tenth * ROOMS / 10, (tenth + 1) * ROOMS / 10).forEach(work);
            nanos[tenth] = (System.nanoTime() - begin) / (ROOMS / 10);
        }
        return nanos;
    }

    private static void signsOfLife() throws InterruptedException {
        try (ChatGateway gateway = gateway(FAST_PING)) {
            List<Object> connections = new ArrayList<>(HELD * MEMBERS);
            connect(gateway, MEMBERS, Footprint::withoutBrowser, connections);
            double cores = coresUsed(connections) * FAST_PING.toMillis() / PING.toMillis();
            System.out.printf(Locale.ROOT, "signs of life of %,d: %.3f %% of a core%n", MEMBERS, 100 * cores);
            if (gateway.connectionCount() != MEMBERS) {
                throw new IllegalStateException("some connections were closed: the machine is too busy");
            }
        }
    }

    private static ChatGateway gateway(Duration ping) {
        var builder = ChatGateway.builder()
                .ping(ping)
                .maxConnections(2 * MEMBERS)
                .connectionsPerAddress(2 * MEMBERS)
                .joinsPerSecond(MEMBERS);
        builder.rooms().maxRooms(2 * ROOMS);
        return builder.build();
    }

    /** A tenth of all. */
    private static void create(ChatGateway gateway, List<Room> rooms) {
        for (int i = 0; i < ROOMS / 10; i++) {
            rooms.add(create(gateway));
        }
    }

    private static Room create(ChatGateway gateway) {
        return gateway.rooms()
                .create(KEPT)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .room();
    }

    /** In rooms of ten. */
    private static void connect(
            ChatGateway gateway, int members, IntFunction<Handshake> handshakes, List<Object> connections) {
        ServerEndpointConfig config = ChatEndpoint.config(gateway, "/ws");
        Session session = hollowSession(connections);
        for (int i = 0; i < members; i += MEMBERS_OF_A_ROOM) {
            Room room = create(gateway);
            for (int j = i; j < i + MEMBERS_OF_A_ROOM; j++) {
                config.getUserProperties().put(Handshake.class.getName(), handshakes.apply(j));
                Endpoint endpoint = endpoint(config);
                connections.add(endpoint);
                endpoint.onOpen(session, config);
                String join =
                        "{\"id\":1,\"cmd\":\"join\",\"room\":\"" + room.code() + "\",\"name\":\"Member " + j + "\"}";
                say(connections, connections.size() / HELD - 1, join);
            }
        }
    }

    private static Endpoint endpoint(ServerEndpointConfig config) {
        try {
            return config.getConfigurator().getEndpointInstance(ChatEndpoint.Programmatic.class);
        } catch (InstantiationException e) {
            throw new IllegalStateException("the gateway makes its endpoints itself", e);
        }
    }

    /** What is ours of it is the endpoint and the handlers that it gets; the session itself is the same for all. */
    private static Session hollowSession(List<Object> connections) {
        Map<String, Object> properties = new HashMap<>();
        RemoteEndpoint.Async remote = hollow(RemoteEndpoint.Async.class, (proxy, method, args) -> {
            if (method.getName().equals("sendText")) {
                ((SendHandler) args[1]).onResult(new SendResult());
            }
            return null;
        });
        return hollow(Session.class, (proxy, method, args) -> {
            if (method.getName().equals("addMessageHandler")) {
                connections.add(args[0]);
            }
            return switch (method.getName()) {
                case "getAsyncRemote" -> remote;
                case "getUserProperties" -> properties;
                case "getMaxTextMessageBufferSize" -> 8192;
                default -> null;
            };
        });
    }

    private static <T> T hollow(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }

    @SuppressWarnings("unchecked")
    private static void say(List<Object> connections, int number, String line) {
        ((MessageHandler.Partial<String>) connections.get(HELD * number + 1)).onMessage(line, true);
    }

    private static void sayAlive(List<Object> connections) {
        for (int i = 0; i < connections.size() / HELD; i++) {
            say(connections, i, "{}");
        }
    }

    /** By the whole process, while every client answers every ping. */
    private static double coresUsed(List<Object> connections) throws InterruptedException {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = 0;
        long cpu = 0;
        Semaphore due = new Semaphore(0);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ScheduledFuture<?> beat = timer.scheduleAtFixedRate(
                due::release, FAST_PING.toMillis(), FAST_PING.toMillis(), TimeUnit.MILLISECONDS);
        try {
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                if (round == 0) {
                    begin = System.nanoTime();
                    cpu = process.getProcessCpuTime();
                }
                due.acquire();
                sayAlive(connections);
            }
            return (double) (process.getProcessCpuTime() - cpu) / (System.nanoTime() - begin);
        } finally {
            beat.cancel(false);
            timer.shutdown();
        }
    }

    /**
     * What is alive on the heap. Kept as a text, which is small against what is measured.
     *
     * @param text has the number, the instances, the bytes and the name of each class in a line
     */
    private record Histogram(String text) {
        private static final int INSTANCES = 1;
        private static final int BYTES = 2;
        private static final int CLASS = 3;

        /** Collects garbage first. */
        static Histogram now() {
            return new Histogram(histogram());
        }

        private static String histogram() {
            try {
                return (String) ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
            } catch (JMException e) {
                throw new IllegalStateException("this JVM does not count what is on its heap", e);
            }
        }

        private Map<String, Long> column(int number) {
            Map<String, Long> values = new HashMap<>();
            for (String line : text.lines().toList()) {
                String[] columns = line.trim().split("\\s+", 5);
                if (columns[0].matches("\\d+:")) {
                    values.merge(columns[CLASS], Long.parseLong(columns[number]), Long::sum);
                }
            }
            return values;
        }

        private static Map<String, Long> minus(Map<String, Long> after, Map<String, Long> before) {
            before.forEach((name, value) -> after.merge(name, -value, Long::sum));
            return after;
        }

        /** What has come since then, for each of so many. */
        void printSince(Histogram before, String what, int number, boolean inDetail) {
            Map<String, Long> bytes = minus(column(BYTES), before.column(BYTES));
            Map<String, Long> instances = minus(column(INSTANCES), before.column(INSTANCES));
            long all = bytes.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf(Locale.ROOT, "%s: %.0f bytes%n", what, (double) all / number);
            bytes.entrySet().stream()
                    .filter(each -> inDetail && each.getValue() > number)
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(each -> System.out.printf(
                            Locale.ROOT,
                            "%10.1f bytes %6.2f × %s%n",
                            (double) each.getValue() / number,
                            (double) instances.getOrDefault(each.getKey(), 0L) / number,
                            each.getKey()));
        }
    }
}
