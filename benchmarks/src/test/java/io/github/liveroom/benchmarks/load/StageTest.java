package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One member on one connection, whose server does as the test says. */
class StageTest {
    private static final int MESSAGES = 3;

    /** What becomes of three messages, one after the other, if this is what the server sends for each. */
    private static JsonLine faults(Function<String, List<byte[]>> answers) throws Exception {
        JsonLine out = new JsonLine();
        EchoServer server = new EchoServer(
                frame -> frame.contains("join") ? List.of(EchoServer.text("joined")) : answers.apply(frame));
        try (server;
                Stage stage = new Stage(Options.parse(List.of(
                        "--port",
                        "" + server.port(),
                        "--dialect",
                        "rawjson",
                        "--rooms",
                        "1",
                        "--members",
                        "1",
                        "--drain",
                        "0.3",
                        "--timeout",
                        "10")))) {
            stage.connect(out);
            Publisher publisher = new Publisher(stage);
            for (int i = 0; i < MESSAGES; i++) {
                publisher.publish(stage.rooms().get(0), System.nanoTime(), System.nanoTime());
            }
            stage.drain();
            stage.putFaults(out);
        }
        return out.put("pongs", server.pongs());
    }

    private static void assertFaults(JsonLine out, int delivered, int lost, int doubled) {
        assertThat(out.number("joined")).isEqualTo(1);
        assertThat(out.number("published")).isEqualTo(MESSAGES);
        assertThat(out.number("delivered")).as(out.toString()).isEqualTo(delivered);
        assertThat(out.number("lost")).isEqualTo(lost);
        assertThat(out.number("doubled")).isEqualTo(doubled);
        assertThat(out.number("cut")).isZero();
        assertThat(out.number("foreign")).isZero();
    }

    @Test
    void whatComesBackIsThere() throws Exception {
        JsonLine out = faults(frame -> List.of(EchoServer.text(frame)));
        assertFaults(out, 3, 0, 0);
        assertThat(out.text("err")).isEmpty();
    }

    @Test
    void messagesInManyFramesAreWhole() throws Exception {
        JsonLine out = faults(frame -> {
            byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
            return List.of(
                    EchoServer.frame(0x01, Arrays.copyOf(bytes, 40)),
                    EchoServer.frame(0x89, new byte[] {1}),
                    EchoServer.frame(0x00, Arrays.copyOfRange(bytes, 40, 60)),
                    EchoServer.frame(0x80, Arrays.copyOfRange(bytes, 60, bytes.length)));
        });
        assertFaults(out, 3, 0, 0);
        assertThat(out.number("pongs")).isEqualTo(MESSAGES);
    }

    @Test
    void manyMessagesInOneFrameAreCounted() throws Exception {
        StringBuilder all = new StringBuilder();
        JsonLine out = faults(frame -> {
            all.append(frame).append('\n');
            return all.chars().filter(c -> c == '\n').count() < 3
                    ? List.of()
                    : List.of(EchoServer.text(all.toString()));
        });
        assertFaults(out, 3, 0, 0);
    }

    @Test
    void whatComesTwiceIsDoubled() throws Exception {
        assertFaults(faults(frame -> List.of(EchoServer.text(frame), EchoServer.text(frame))), 3, 0, 3);
    }

    @Test
    void whatDoesNotComeIsLost() throws Exception {
        int[] count = {0};
        JsonLine out = faults(frame -> ++count[0] == 2 ? List.of() : List.of(EchoServer.text(frame)));
        assertFaults(out, 2, 1, 0);
        assertThat(out.number("reordered")).isZero();
    }

    @Test
    void whatComesLaterIsReordered() throws Exception {
        String[] kept = {""};
        JsonLine out = faults(frame -> {
            if (kept[0].isEmpty()) {
                kept[0] = frame;
                return List.of();
            }
            List<byte[]> both = List.of(EchoServer.text(frame), EchoServer.text(kept[0]));
            kept[0] = "{}";
            return both;
        });
        assertFaults(out, 3, 0, 0);
        assertThat(out.number("reordered")).isEqualTo(1);
    }

    @Test
    void whatIsCutOffIsNoticed() throws Exception {
        JsonLine out = faults(frame -> List.of(EchoServer.text(frame.replace(" ", ""))));
        assertThat(out.number("cut")).isEqualTo(3);
    }

    @Test
    void whoIsPutOutLosesNothingButIsTold() throws Exception {
        JsonLine out = faults(frame ->
                List.of(EchoServer.text(frame), EchoServer.frame(0x88, new byte[] {0x0f, (byte) 0xa8})));
        assertFaults(out, 1, 0, 0);
        assertThat(out.text("closes")).isEqualTo("4008x1");
        assertThat(out.text("err")).contains("closed by the server");
    }
}
