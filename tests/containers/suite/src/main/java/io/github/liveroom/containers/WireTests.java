package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

    /** Whether the server learns where its clients come from, and so can limit what comes from there. */
    boolean addressesAreKnown() {
        return servers.container().seesAddressAndScheme();
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

    // ---------------------------------------------------------------- rooms

    /** Says many things, a few at a time. */
    static void fill(WireClient somebody, String room, int count) {
        for (int i = 0; i < count; ) {
            StringBuilder frame = new StringBuilder();
            long id = 0;
            for (int n = 0; n < 8 && i < count; n++, i++) {
                id = somebody.newId();
                frame.append(command(id, "send", "room", room, "text", "message " + i, "cid", "fill-" + id))
                        .append('\n');
            }
            somebody.frame(frame.toString());
            WireClient.okOf(somebody.reply(id));
        }
    }

    static Map<String, Object> since(Json room) {
        return Map.of(
                "epoch", room.at("epoch").text(), "offset", room.at("offset").number());
    }

    static Json only(Json array) {
        assertThat(array.items()).hasSize(1);
        return array.items().get(0);
    }

    static Json last(Json array) {
        List<Json> items = array.items();
        assertThat(items).isNotEmpty();
        return items.get(items.size() - 1);
    }

    /** The only other one in the room is away, and has not left. */
    static void assertDropped(WireClient witness, String room) {
        assertThat(witness.push(room, "status").at("status").text()).isEqualTo("away");
        assertThat(witness.pushes(room, "leave")).isEmpty();
    }

    /** What the second one in a room was sent has no hole, from that join on. */
    static void assertWhole(List<Json> lines) {
        List<Long> offsets = lines.stream()
                .filter(line -> line.has("offset"))
                .map(line -> line.at("offset").number())
                .toList();
        assertThat(offsets).as("what did arrive").isNotEmpty();
        assertThat(offsets)
                .as("without a hole")
                .containsExactlyElementsOf(
                        LongStream.range(3, 3 + offsets.size()).boxed().toList());
    }

    /** A code that no room has. */
    static String unused(WireClient somebody) {
        Set<String> tried = new HashSet<>();
        for (String code : List.of("QZQZ", "XQXQ", "ZZQX", "JQJQ", "VXVX", "WQWQ", "ZXZX", "QJQJ")) {
            tried.add(code);
            // A name that is not allowed: if there is such a room, nobody joins it.
            if (somebody.error("join", "room", code, "name", "\u202e", "passphrase", "x")
                    .equals("room_not_found")) {
                return code;
            }
        }
        throw new AssertionError("every one of these is a room: " + tried);
    }
}
