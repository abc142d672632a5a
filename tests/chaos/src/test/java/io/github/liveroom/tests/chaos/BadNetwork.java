package io.github.liveroom.tests.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A port that passes on to a server what comes in, as well or as badly as it is told to. Thread-safe. */
final class BadNetwork implements AutoCloseable {
    private final URI far;
    private final long seed;
    private final ServerSocket door;
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private final Queue<Plan> next = new ConcurrentLinkedQueue<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class); // guarded by itself
    private int planned; // of the thread that listens

    /** Open as long as the weather is bad; null while it never was. */
    private volatile @Nullable CountDownLatch calm;

    BadNetwork(URI far, long seed) {
        this.far = far;
        this.seed = seed;
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("network", this::listen);
    }

    /** The server's address, seen through this network. */
    URI address() {
        return URI.create(far.getScheme() + "://127.0.0.1:" + door.getLocalPort() + far.getPath());
    }

    /** Ends all connections there are; those to come suffer what the seed has for them. */
    void misbehave() {
        calm = new CountDownLatch(1);
        boolean reset = false;
        for (Wire wire : wires) {
            wire.suffer(reset ? Fault.CUT_RESET : Fault.CUT_FIN);
            reset = !reset;
        }
    }

    /** From now on everything goes through, at once; what is lost stays lost, though. */
    void heal() {
        CountDownLatch bad = calm;
        if (bad != null) {
            bad.countDown();
        }
    }

    boolean isBad() {
        CountDownLatch bad = calm;
        return bad != null && bad.getCount() > 0;
    }

    /** Passes some time of bad weather. */
    void linger(long ms) {
        CountDownLatch bad = calm;
        try {
            if (bad != null) {
                bad.await(ms, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What happens to the next connection, whatever the weather. */
    void next(Plan plan) {
        next.add(plan);
    }

    /** The connections that are not over, for one side at least; the oldest first. */
    List<Wire> wires() {
        return List.copyOf(wires);
    }

    /** How often each fault happened. */
    Map<Fault, Integer> counts() {
        synchronized (counts) {
            return Map.copyOf(counts);
        }
    }

    void count(Fault fault) {
        synchronized (counts) {
            counts.merge(fault, 1, Integer::sum);
        }
    }

    void ended(Wire wire) {
        wires.remove(wire);
    }

    Socket dial() throws IOException {
        Socket socket = new Socket(far.getHost(), far.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void listen() {
        try {
            while (true) {
                Socket near = door.accept();
                near.setTcpNoDelay(true);
                Plan plan = next.poll();
                if (plan == null) {
                    plan = isBad() ? Plan.drawn(seed, planned++) : Plan.CALM;
                }
                Wire wire = new Wire(this, plan, near);
                wires.add(wire);
                start("wire", wire::open);
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    static void start(String name, Runnable job) {
        Thread thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        heal();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wires.forEach(wire -> wire.suffer(Fault.CUT_RESET));
    }
}
