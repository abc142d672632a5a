package io.github.liveroom.containers;

import static io.github.liveroom.containers.WireClient.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one connection, one address and the whole server may use up. How many connections: {@link ConnectionLimitTests}; how many guesses: {@link GuessTests}. */
abstract class LimitTests extends WireTests {
    LimitTests(Servers servers) {
        super(servers);
    }

    // ---------------------------------------------------------------- commands

    @Test
    void limitsTheCommandsOfAConnection() {
        // Another thread may be at work in the room: then none of the ten is answered before all have come.
        RunningServer slow = servers.with("commands-per-second", "1", "commands-burst", "5", "unacked", "100");
        WireClient ada = connect(slow);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(slow);
        bob.join(room, "Bob");
        // In one frame, so that no time passes in which more would be allowed.
        ada.frame(IntStream.range(0, 10)
                .mapToObj(i -> WireClient.command(i, "send", "room", room, "text", "message " + i, "cid", "c" + i))
                .collect(Collectors.joining("\n")));
        List<Json> replies = IntStream.range(0, 10).mapToObj(ada::reply).toList();
        List<Json> refused =
                replies.stream().filter(reply -> reply.has("error")).toList();
        assertThat(refused).hasSizeBetween(3, 7);
        for (Json reply : refused) {
            assertThat(errorOf(reply)).isEqualTo("rate_limited");
            assertThat(reply.at("error", "retryAfterMs").number()).isBetween(1L, 2000L);
        }
        assertThat(ada.isOpen()).isTrue();
        assertThat(ada.ok("send", "room", room, "text", "whatever", "cid", "c0")
                        .at("dup")
                        .yes())
                .as("a repeat comes before the rate")
                .isTrue();
        assertThat(ada.error("send", "room", room, "text", "", "cid", "c99"))
                .as("and so does the shape")
                .isEqualTo("text_required");
        bob.say(room, "another connection");
    }

    @Test
    void endsAConnectionThatFloods() {
        RunningServer slow = servers.with("commands-per-second", "1", "commands-burst", "5");
        WireClient ada = connect(slow);
        String room = ada.create();
        ada.join(room, "Ada");
        WireClient bob = connect(slow);
        bob.join(room, "Bob");
        // In one frame: what comes after the close would break the connection before the close frame was read.
        ada.frame(IntStream.range(0, 100)
                .mapToObj(i -> WireClient.command(i, "send", "room", room, "text", "flood " + i, "cid", "c" + i))
                .collect(Collectors.joining("\n")));
        assertThat(ada.closeCode()).isEqualTo(4408);
        assertThat(bob.push(room, "status").at("status").text()).isEqualTo("away");
        assertThat(bob.pushes(room, "message")).hasSizeLessThan(10);
    }

    @Test
    void aFloodOfLivenessIsAFloodToo() {
        WireClient ada = connect(servers.with("commands-per-second", "1", "commands-burst", "5"));
        ada.frame("{}\n".repeat(500));
        assertThat(ada.closeCode()).isEqualTo(4408);
    }

    @Test
    void endsAConnectionThatSendsTooManyBytes() {
        WireClient ada =
                connect(servers.with("commands-per-second", "1000", "commands-burst", "8", "bytes-per-second", "1024"));
        String blank = " ".repeat(65_536);
        for (int i = 0; i < 7; i++) {
            ada.frame(blank);
        }
        ada.create();
        for (int i = 0; i < 2; i++) {
            ada.frame(blank);
        }
        // Whoever can be told to wait is, and closed for not listening.
        for (int i = 0; i < (servers.wire() == Wire.Kind.WEBSOCKET ? 1 : 20); i++) {
            ada.frame("{}");
        }
        assertThat(ada.closeCode()).isEqualTo(4408);
    }

    @Test
    void aFloodOfNothingIsAFloodToo() {
        WireClient ada = connect(servers.with("commands-per-second", "1", "commands-burst", "50"));
        ada.frame("\n".repeat(5000) + WireClient.command(1, "create"));
        assertThat(ada.reply(1).has("ok")).as("blank lines are no lines").isTrue();
        for (int i = 0; i < 150; i++) {
            ada.frame("\r\n \n");
        }
        ada.frame("{}\n".repeat(190));
        assertThat(ada.closeCode()).isEqualTo(4408);
    }

    @Test
    void limitsTheJoinsOfAnAddress() {
        RunningServer slow = servers.with("joins-per-second", "1");
        WireClient ada = connect(slow);
        String room = ada.create();
        List<String> answers = IntStream.range(0, 6)
                .mapToObj(i -> ada.call("join", "room", room, "name", "Ada"))
                .map(reply -> reply.has("ok") ? "ok" : errorOf(reply))
                .toList();
        if (addressesAreKnown()) {
            assertThat(answers).startsWith("ok", "already_joined").contains("rate_limited");
        } else {
            assertThat(answers).doesNotContain("rate_limited");
        }
        connectFromElsewhere(slow).join(room, "Bob");
    }

    // ---------------------------------------------------------------- rooms

    @Test
    void limitsTheRoomsOfAnAddress() {
        RunningServer two = servers.with("rooms-per-address", "2");
        WireClient ada = connect(two);
        ada.create();
        ada.create();
        Json third = connect(two).call("create");
        if (!addressesAreKnown()) {
            WireClient.okOf(third);
            return;
        }
        assertThat(errorOf(third)).isEqualTo("rate_limited");
        assertThat(third.at("error", "retryAfterMs").number()).isPositive();
        connectFromElsewhere(two).create();
    }

    @Test
    void aRoomThatIsClosedCountsNoMore() {
        RunningServer small = servers.with("rooms-per-address", "1", "empty-grace", "0s");
        WireClient ada = connect(small);
        String room = ada.create();
        ada.join(room, "Ada");
        assertThat(errorOfOrOk(ada.call("create"))).isEqualTo(addressesAreKnown() ? "rate_limited" : "ok");
        ada.ok("leave", "room", room);
        awaitRoomFor(ada);
    }

    @Test
    void limitsTheRoomsOfTheServer() {
        RunningServer small = closing(servers.own("max-rooms", "2", "empty-grace", "0s"));
        WireClient ada = connect(small);
        String room = ada.create();
        ada.create();
        ada.join(room, "Ada");
        Json third = connectFromElsewhere(small).call("create");
        assertThat(errorOf(third)).isEqualTo("unavailable");
        assertThat(third.at("error", "retryAfterMs").number()).isPositive();
        ada.ok("leave", "room", room);
        awaitRoomFor(ada);
    }

    /** The room that was left closes soon, and not before the answer. */
    private static void awaitRoomFor(WireClient somebody) {
        long deadline = System.nanoTime() + WireClient.PATIENCE.toNanos();
        while (!somebody.call("create").has("ok")) {
            assertThat(System.nanoTime())
                    .as("a room that was closed counts still")
                    .isLessThan(deadline);
        }
    }

    private static String errorOfOrOk(Json reply) {
        return reply.has("ok") ? "ok" : errorOf(reply);
    }

    // ---------------------------------------------------------------- slow readers

    @Test
    void closesAReaderThatIsTooSlow() throws IOException {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket slow = narrow(server());
        slow.text(WireClient.command(1, "join", "room", room, "name", "Slow"));
        ada.push(room, "join");
        // Up to 16 KiB each: more than what its queue and all buffers on the way can hold.
        String text = "\ud83d\ude00".repeat(4000);
        int sent = 0;
        while (ada.pushes(room, "status").isEmpty()) {
            assertThat(sent++).as("messages that one reader did not read").isLessThan(2000);
            long before = System.nanoTime();
            ada.say(room, text);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("how long one reader held up the others")
                    .isLessThan(WireClient.PATIENCE);
        }
        assertThat(ada.pushes(room, "status").get(0).at("status").text()).isEqualTo("away");
        ada.say(room, "the others go on");
        List<Json> lines = new ArrayList<>();
        int code = slow.closeCode(lines);
        assertThat(code)
                .as("the close frame, unless it stood behind a full pipe")
                .isIn(4008, 1006);
        assertWhole(lines);
    }

    @Test
    void aSlowReaderHoldsNobodyUp() throws IOException {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        RawSocket slow = narrow(server());
        slow.text(WireClient.command(1, "join", "room", room, "name", "Slow"));
        WireClient bob = connect();
        bob.join(room, "Bob");
        ada.push(room, "join", join -> join.at("name").is("Slow"));
        for (int i = 0; i < 30; i++) {
            ada.say(room, "x".repeat(3990) + i);
        }
        bob.push(room, "message", message -> message.at("text").text().endsWith("x29"));
        assertThat(bob.pushes(room, "message")).hasSize(30);
    }
}
