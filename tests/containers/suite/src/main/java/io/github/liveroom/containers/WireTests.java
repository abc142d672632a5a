package io.github.liveroom.containers;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** What all parts of the suite have: servers, and clients that are gone when the test is over. */
abstract class WireTests {
    final Servers servers;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** This test's own. */
    final String address = newAddress();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    WireTests(Servers servers) {
        this.servers = servers;
    }

    /** The server of tests that want no settings. */
    RunningServer server() {
        return servers.with();
    }

    WireClient connect() {
        return connect(server());
    }

    WireClient connect(RunningServer server) {
        return connectFrom(address, server);
    }

    /** Somebody with another address than everybody else. */
    WireClient connectFromElsewhere(RunningServer server) {
        return connectFrom(newAddress(), server);
    }

    WireClient connectFrom(String claimedAddress, RunningServer server) {
        return closing(WireClient.connect(server, claimedAddress, servers.wire()));
    }

    private static String newAddress() {
        int n = ADDRESSES.incrementAndGet();
        return "10.0." + (n >> 8) + "." + (n & 0xff);
    }

    List<WireClient> connect(RunningServer server, int count) {
        return IntStream.range(0, count).mapToObj(i -> connect(server)).toList();
    }

    RawSocket raw(RunningServer server) throws IOException {
        return closing(RawSocket.open(server, address, 0));
    }

    /** Somebody for whom the network keeps little. */
    RawSocket narrow(RunningServer server) throws IOException {
        return closing(RawSocket.open(server, address, 4096));
    }

    <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    @AfterEach
    void hangUp() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
