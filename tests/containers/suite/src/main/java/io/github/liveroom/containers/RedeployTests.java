package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * An application that is replaced while people talk. Whatever of it is kept by the container, by a thread or by the JDK keeps its
 * class loader and all its classes, and after some redeploys the server has no memory left.
 */
abstract class RedeployTests extends WireTests {
    /** The profile {@code soak} has more. */
    private static final int REDEPLOYS = Integer.getInteger("soak.redeploys", 3);

    private static final int TALKERS = 6;

    /** Streams, pages, and who does not answer are not in every round: compiling pages, and waiting for clients, takes its time. */
    private static final int ALL_EVERY = 4;

    /** What each has to have said before the application goes: then all are in full swing. */
    private static final int SAID = 20;

    /** Tomcat looks every ten seconds for clients that have not answered its close frame. */
    private static final Duration COLLECTION = Duration.ofSeconds(90);

    private static final long LOOK_AGAIN_MILLIS = 250;
    private static final long KIB = 1024;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    RedeployTests(Servers servers) {
        super(servers);
    }

    @Test
    void leavesNothingBehindHoweverOftenItIsReplaced() throws Exception {
        Set<Thread> threads = StopTests.threadsOfOurs();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Memory before = Memory.now();
        Memory deployed = before;
        try (Host host = servers.host("jmx", "true")) {
            for (int round = 0; round <= REDEPLOYS; round++) {
                List<ClassLoader> held = new ArrayList<>();
                held.add(host.deploy());
                loaders.add(new WeakReference<>(held.get(0), collected));
                List<Talker> talking = talk(host.server());
                RawSocket stream = null;
                if (round % ALL_EVERY == 0) {
                    look(host.server(), talking.get(0).room);
                    stream = stream(host.server());
                }
                if (round % ALL_EVERY == 1) {
                    raw(host.server()); // never reads, and never answers a close frame
                }
                deployed = round == 0 ? Memory.now() : deployed;
                host.undeploy();
                for (Talker each : talking) {
                    assertThat(each.client.closeCode()).isEqualTo(4001);
                    assertThat(each.client.closeReason()).matches("delayMs=\\d+");
                }
                if (stream != null) {
                    assertThat(end(stream).at("close", "code").number()).isEqualTo(4001);
                }
                hangUp();
                if (round == 0) { // what the container loads once has been loaded
                    assertThat(alive(loaders)).as("one that is held is noticed").isOne();
                    held.clear();
                    assertThat(alive(loaders, host.server())).isZero();
                    before = Memory.now();
                }
                held.clear();
                int alive = alive(loaders);
                say("redeploy " + round + ": " + Memory.now() + ", " + alive + " applications in memory");
            }
            assertThat(alive(loaders, host.server()))
                    .as("applications still in memory")
                    .isZero();
            Memory after = Memory.now();
            say("all collected: " + after + ", after the first " + before);
            assertThat(after.classes() - before.classes())
                    .as("classes more than after the first")
                    .isLessThan(deployed.classes() - before.classes());
            // What the JVM notes of the container's methods, to compile them better, is there too and grows for a
            // while.
            assertThat(after.metaspace() - before.metaspace())
                    .as("metaspace that %d applications left", REDEPLOYS)
                    .isLessThan(REDEPLOYS * (deployed.metaspace() - before.metaspace()) / 4);
            StopTests.assertNoThreadsBut(threads);
        }
    }

    // ---------------------------------------------------------------- load

    /** Says one thing after the other until the connection ends. */
    private static final class Talker {
        private final WireClient client;
        private final String room;

        Talker(WireClient client, String room) {
            this.client = client;
            this.room = room;
        }

        private void talk() {
            try {
                while (client.isOpen()) {
                    client.say(room, "and another thing");
                }
            } catch (AssertionError e) {
                // It ended while an answer was awaited, or was refused something: how it ended is looked at.
            }
        }
    }

    /** Uses what leaves something behind if anything does; all are talking when this returns. */
    private List<Talker> talk(RunningServer server) throws IOException {
        WireClient owner = connect(server);
        String open = owner.create();
        String closed = owner.create("passphrase", "sesame"); // a hash, on a thread for what takes its time
        List<Talker> all = new ArrayList<>();
        for (int i = 0; i < TALKERS; i++) {
            WireClient client = i == 0 ? owner : connect(server);
            client.join(open, "T" + i);
            all.add(new Talker(client, open));
        }
        all.get(1).client.join(closed, "T1", "passphrase", "sesame");
        for (Talker each : all) {
            Thread thread = new Thread(each::talk, "talker");
            thread.setDaemon(true);
            thread.start();
        }
        for (Talker each : all) {
            each.client.await("answers", SAID, line -> line.at("ok").has("offset"));
        }
        return all;
    }

    private void look(RunningServer server, String room) throws IOException {
        for (String page : List.of("/", "/r/" + room)) {
            RawSocket browser = closing(RawSocket.dial(server));
            // Jetty keeps the application that a kept connection has last spoken to.
            assertThat(browser.ask("GET " + page + " HTTP/1.1", "Host: 127.0.0.1", "Connection: close")
                            .status())
                    .isEqualTo(200);
        }
    }

    private RawSocket stream(RunningServer server) throws IOException {
        RawSocket stream = closing(RawSocket.dial(server));
        stream.stream(server, address);
        return stream;
    }

    private static Json end(RawSocket stream) throws IOException {
        List<Json> lines = stream.restOfStream();
        return lines.get(lines.size() - 1);
    }

    // ---------------------------------------------------------------- memory

    private static int alive(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return (int) loaders.stream().filter(each -> !each.refersTo(null)).count();
    }

    /**
     * How many are not collected in time. A collection is no event, but a reference that is cleared is one. Jetty's selector keeps
     * the connection that it was last at until there is something for it to do, so somebody knocks.
     */
    private int alive(List<WeakReference<ClassLoader>> loaders, RunningServer server) throws Exception {
        long began = System.nanoTime();
        while (true) {
            RawSocket.dial(server).close();
            int alive = alive(loaders);
            if (alive == 0 || System.nanoTime() - began > COLLECTION.toNanos()) {
                return alive;
            }
            collected.remove(LOOK_AGAIN_MILLIS);
        }
    }

    /** What classes take. */
    private record Memory(long classes, long metaspace) {
        static Memory now() {
            System.gc(); // other tests have had applications too
            return new Memory(
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .mapToLong(pool -> pool.getUsage().getUsed())
                            .sum());
        }

        @Override
        public String toString() {
            return classes + " classes, " + metaspace / KIB + " KiB of metaspace";
        }
    }

    private static void say(String what) {
        if (Integer.getInteger("soak.redeploys") != null) {
            System.out.println(what);
        }
    }
}
