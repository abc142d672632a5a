package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameQueueTest {
    private static final int KIB = 1024;

    private final FakeCarrier carrier = new FakeCarrier();
    private int overflows;
    private int failures;
    private FrameQueue queue = queue(Integer.MAX_VALUE);

    private FrameQueue queue(int maxBytes) {
        queue = new FrameQueue(carrier, maxBytes, (code, reason) -> {
            overflows += code == CloseCode.TOO_SLOW ? 1 : 0;
            failures += code == CloseCode.NO_PONG ? 1 : 0;
        });
        return queue;
    }

    /** A line that counts as so many bytes: one more for its end. */
    private static String line(String name, int bytes) {
        return name + "x".repeat(bytes - 1 - name.length());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    // ---------------------------------------------------------------- sending

    @Test
    void sendsAtOnceWhileNothingIsUnderWay() {
        queue.add("a");
        queue.addVolatile("k", "b");
        assertThat(carrier.frames()).containsExactly("a", "b");
    }

    @Test
    void hasOneFrameUnderWayAndPutsWhatGathersIntoTheNext() {
        carrier.hold();
        queue.add("a");
        queue.add("b");
        queue.addVolatile("k", "c");
        queue.add("d\ne");
        assertThat(carrier.frames()).containsExactly("a");
        carrier.sendOne();
        assertThat(carrier.frames()).containsExactly("a", "b\nc\nd\ne");
        queue.add("f");
        assertThat(carrier.frames()).hasSize(2);
        carrier.sendOne();
        assertThat(carrier.frames()).containsExactly("a", "b\nc\nd\ne", "f");
    }

    @Test
    void endsAFrameBefore32KiB() {
        carrier.hold();
        queue.add("first");
        List<String> lines =
                IntStream.range(0, 20).mapToObj(i -> line(i + ":", 5 * KIB)).toList();
        lines.forEach(queue::add);
        carrier.release();
        assertThat(carrier.frames().stream().skip(1))
                .allSatisfy(frame -> assertThat(bytes(frame)).isLessThanOrEqualTo(32 * KIB));
        assertThat(carrier.frames()).hasSize(1 + 4); // six of them in a frame
        assertThat(carrier.takeLines().stream().skip(1)).containsExactlyElementsOf(lines);
    }

    @Test
    void countsBytesAndNotCharacters() {
        carrier.hold();
        queue.add("first");
        queue.add("€".repeat(6000)); // 18,000 bytes
        queue.add("€".repeat(6000));
        queue.add("😀".repeat(4000)); // 16,000 bytes
        queue.add("é".repeat(8000)); // 16,000 bytes
        carrier.release();
        assertThat(carrier.frames()).hasSize(4);
        assertThat(carrier.frames().get(3)).isEqualTo("😀".repeat(4000) + "\n" + "é".repeat(8000));
    }

    @Test
    void sendsALongerLineInAFrameOfItsOwn() {
        carrier.hold();
        queue.add("a");
        queue.add("b");
        queue.add("c".repeat(40 * KIB));
        queue.add("d");
        carrier.release();
        assertThat(carrier.frames()).containsExactly("a", "b", "c".repeat(40 * KIB), "d");
    }

    @Test
    void keepsTheOrderOfAllKinds() {
        carrier.hold();
        List<String> lines = IntStream.range(0, 5000).mapToObj(i -> "line " + i).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (i % 3 == 0) {
                queue.addVolatile("key " + i, lines.get(i));
            } else {
                queue.add(lines.get(i));
            }
        }
        carrier.release();
        assertThat(carrier.takeLines()).containsExactlyElementsOf(lines);
    }

    @Test
    void replacesASignalWhereverItWaits() {
        carrier.hold();
        queue.add("under way");
        for (String line : List.of("1", "a old", "2", "b old", "b", "3", "c", "a")) {
            if (line.matches("\\d")) {
                queue.add(line);
            } else {
                queue.addVolatile(line.substring(0, 1), line);
            }
        }
        queue.add("4");
        carrier.release();
        assertThat(carrier.takeLines()).containsExactly("under way", "1", "2", "b", "3", "c", "a", "4");
    }

    @Test
    void doesNotGrowTheStackWhenTheCarrierCallsBackAtOnce() throws Exception {
        String line = "x".repeat(20 * KIB); // too long for two in a frame
        carrier.hold();
        for (int i = 0; i < 5000; i++) {
            queue.add(line);
        }
        Thread small = new Thread(null, carrier::release, "small stack", 256 * KIB);
        small.start();
        small.join(30_000);
        assertThat(carrier.frames()).hasSize(5000);
    }

    @Test
    void takesWhatIsAddedWhileTheCarrierSends() {
        FakeCarrier[] inner = {carrier};
        FrameQueue[] echo = new FrameQueue[1];
        int[] left = {20_000};
        echo[0] = new FrameQueue(
                new Carrier() {
                    @Override
                    public void send(String frame, java.util.function.Consumer<Throwable> sent) {
                        inner[0].send(frame, sent);
                        if (left[0]-- > 0) {
                            echo[0].add("again " + left[0]);
                        }
                    }

                    @Override
                    public void close(int code, String reason) {}
                },
                KIB,
                (code, reason) -> overflows++);
        echo[0].add("first");
        assertThat(carrier.frames()).hasSize(20_001);
        assertThat(overflows).isZero();
    }

    // ---------------------------------------------------------------- what may be lost

    @Test
    void sendsOnlyTheNewestOfAKeyAndAtItsPlace() {
        carrier.hold();
        queue.add("a");
        queue.addVolatile("m7", "old");
        queue.addVolatile("m8", "other");
        queue.add("b");
        queue.addVolatile("m7", "new");
        carrier.release();
        assertThat(carrier.takeLines()).containsExactly("a", "other", "b", "new");
    }

    @Test
    void doesNotTakeBackWhatIsUnderWay() {
        carrier.hold();
        queue.addVolatile("m7", "on");
        queue.addVolatile("m7", "off");
        carrier.release();
        assertThat(carrier.takeLines()).containsExactly("on", "off");
    }

    @Test
    void dropsSignalsFirstWhenThereIsNoRoom() {
        queue(1000);
        carrier.hold();
        queue.add("under way");
        queue.add(line("a", 400));
        queue.addVolatile("m7", line("v", 300));
        queue.addVolatile("m8", line("w", 300));
        queue.add(line("b", 400));
        queue.add(line("c", 200));
        carrier.release();
        assertThat(overflows).isZero();
        assertThat(carrier.takeLines()).containsExactly("under way", line("a", 400), line("b", 400), line("c", 200));
    }

    @Test
    void doesNotTakeASignalForWhichThereIsNoRoom() {
        queue(1000);
        carrier.hold();
        queue.add("under way");
        queue.add(line("a", 900));
        queue.addVolatile("m7", line("v", 101));
        queue.addVolatile("m8", line("w", 100));
        carrier.release();
        assertThat(overflows).isZero();
        assertThat(carrier.takeLines()).containsExactly("under way", line("a", 900), line("w", 100));
    }

    @Test
    void forgetsTheBytesOfWhatItDropped() {
        queue(1000);
        carrier.hold();
        queue.add("under way");
        queue.add(line("a", 500));
        for (int i = 0; i < 1000; i++) {
            queue.addVolatile("m7", line("v", 500));
        }
        queue.add(line("b", 500));
        carrier.release();
        assertThat(overflows).isZero();
        assertThat(carrier.takeLines()).containsExactly("under way", line("a", 500), line("b", 500));
    }

    // ---------------------------------------------------------------- the bound

    @Test
    void takesAsMuchAsItMay() {
        queue(1000);
        carrier.hold();
        queue.add("under way");
        queue.add(line("a", 500));
        queue.add(line("b", 500));
        assertThat(overflows).isZero();
        carrier.sendOne();
        queue.add(line("c", 1000)); // the frame under way does not count any more
        assertThat(overflows).isZero();
    }

    @Test
    void overflowsOnceAndThenSendsNothing() {
        queue(1000);
        carrier.hold();
        queue.add("under way");
        queue.add(line("a", 500));
        queue.add(line("b", 501));
        queue.add(line("c", 1000));
        queue.addVolatile("m7", "v");
        queue.add("d");
        assertThat(overflows).isOne();
        carrier.release();
        assertThat(carrier.frames()).containsExactly("under way");
        assertThat(carrier.closeCalls()).isZero(); // that is for whoever was told
    }

    @Test
    void alwaysTakesSomethingAlone() {
        queue(1000);
        carrier.hold();
        queue.add(line("a", 5000));
        queue.add(line("b", 5000)); // alone in the queue: the other is under way
        assertThat(overflows).isZero();
        carrier.sendOne();
        assertThat(carrier.frames()).hasSize(2);
        queue.addVolatile("m7", "v");
        queue.add(line("c", 5000)); // alone once the signal is gone
        assertThat(overflows).isZero();
        queue.add("d");
        assertThat(overflows).isOne();
    }

    // ---------------------------------------------------------------- the end

    @Test
    void closesAtOnceWhenNothingWaits() {
        queue.add("a");
        queue.closeAfterAll(() -> carrier.close(CloseCode.NOT_THIS_PROTOCOL.number(), "why"));
        assertThat(carrier.closeCode()).isEqualTo(4500);
        assertThat(carrier.closeReason()).isEqualTo("why");
    }

    @Test
    void closesAfterEverythingWasSent() {
        carrier.hold();
        queue.add("a");
        queue.add("b");
        queue.closeAfterAll(() -> carrier.close(CloseCode.NOT_THIS_PROTOCOL.number(), "why"));
        queue.add("too late");
        queue.addVolatile("m7", "too late");
        queue.closeAfterAll(() -> carrier.close(CloseCode.TOO_SLOW.number(), "too late"));
        carrier.sendOne();
        assertThat(carrier.closeCode()).isNull();
        carrier.sendOne();
        assertThat(carrier.closeCode()).isEqualTo(4500);
        assertThat(carrier.closeCalls()).isOne();
        assertThat(carrier.frames()).containsExactly("a", "b");
    }

    @Test
    void sendsNothingAfterItWasStopped() {
        carrier.hold();
        queue.add("a");
        queue.add("b");
        queue.stop();
        queue.add("c");
        queue.closeAfterAll(() -> carrier.close(CloseCode.TOO_SLOW.number(), ""));
        carrier.release();
        assertThat(carrier.frames()).containsExactly("a");
        assertThat(carrier.closeCalls()).isZero();
    }

    @Test
    void sendsNothingAfterAFrameThatCouldNotBeSent() {
        carrier.hold();
        queue.add("a");
        queue.add("b");
        carrier.fail();
        queue.add("c");
        queue.closeAfterAll(() -> carrier.close(CloseCode.TOO_SLOW.number(), ""));
        assertThat(carrier.frames()).containsExactly("a");
        assertThat(carrier.closeCalls()).isZero(); // the carrier knows best
        assertThat(overflows).isZero();
        assertThat(failures).isEqualTo(1);
    }

    @Test
    void forgetsTheFarewellIfTheLastFrameFails() {
        carrier.hold();
        queue.add("a");
        queue.closeAfterAll(() -> carrier.close(CloseCode.NOT_THIS_PROTOCOL.number(), "why"));
        carrier.fail();
        assertThat(carrier.closeCalls()).isZero();
    }
}
