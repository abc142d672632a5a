package io.github.liveroom.chat.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
    private static final IOException BROKEN = new IOException("broken");
    private static final int KIB = 1024;

    private final FakeOutput out = new FakeOutput();

    /** What was called back, in order. */
    private final List<String> said = new CopyOnWriteArrayList<>();

    private final StreamWriter writer = new StreamWriter(out, why -> said.add("broken by " + why.getMessage()));

    private void write(String piece) {
        write(piece, piece);
    }

    private void write(String piece, String name) {
        writer.write(
                piece.getBytes(UTF_8), failed -> said.add(name + (failed == null ? "" : ": " + failed.getMessage())));
    }

    private void finish(String piece) {
        writer.finish(piece.getBytes(UTF_8), () -> said.add("finished"));
    }

    @Test
    void writesNothingBeforeTheContainerHasCalled() {
        write("hello");
        assertThat(out.calls).isEmpty();
        writer.onWritePossible();
        assertThat(out.text()).isEqualTo("hello");
        assertThat(said).containsExactly("hello");
    }

    @Test
    void writesInPartsAndFlushesEachPiece() {
        writer.onWritePossible();
        write("x".repeat(40 * KIB), "large");
        write("small");
        assertThat(out.calls).containsExactly(16 * KIB, 16 * KIB, 8 * KIB, 0, 5, 0);
        assertThat(out.text()).hasSize(40 * KIB + 5).endsWith("xsmall");
        assertThat(said).containsExactly("large", "small");
    }

    @Test
    void waitsUntilThereIsRoom() {
        writer.onWritePossible();
        out.takes(1);
        write("x".repeat(20 * KIB), "large");
        assertThat(out.calls).containsExactly(16 * KIB);
        out.takes(1);
        writer.onWritePossible();
        assertThat(out.calls).containsExactly(16 * KIB, 4 * KIB);
        assertThat(said).as("it is not flushed").isEmpty();
        out.takes(1);
        writer.onWritePossible();
        assertThat(said).as("whether it has gone is not known").isEmpty();
        out.takes(1);
        writer.onWritePossible();
        assertThat(said).containsExactly("large");
        assertThat(out.text()).hasSize(20 * KIB);
    }

    @Test
    void writesWhatIsAddedInACallback() {
        writer.onWritePossible();
        writer.write("one ".getBytes(UTF_8), failed -> write("two"));
        assertThat(out.text()).isEqualTo("one two");
        assertThat(said).containsExactly("two");
    }

    @Test
    void fillsOnlyPauses() {
        writer.onWritePossible();
        writer.fill(":".getBytes(UTF_8));
        assertThat(out.text()).isEqualTo(":");
        out.takes(0);
        writer.fill(":".getBytes(UTF_8));
        writer.fill(":".getBytes(UTF_8));
        out.takes(100);
        writer.onWritePossible();
        assertThat(out.text()).hasSizeLessThanOrEqualTo(3);
        assertThat(said).isEmpty();
    }

    @Test
    void fillsInWithoutBreakingAPiece() {
        writer.onWritePossible();
        out.takes(1);
        write("x".repeat(20 * KIB), "large");
        writer.fill(":".getBytes(UTF_8));
        out.takes(100);
        writer.onWritePossible();
        assertThat(out.text().replaceAll(":$", "")).isEqualTo("x".repeat(20 * KIB));
    }

    @Test
    void saysWhatAWriteFailedWith() {
        writer.onWritePossible();
        out.failsWith(BROKEN);
        write("hello");
        assertThat(said).containsExactly("hello: broken", "broken by broken");
        assertThat(out.calls).hasSize(1);
        write("more");
        finish("last");
        writer.fill(":".getBytes(UTF_8));
        writer.onWritePossible();
        writer.onError(BROKEN);
        assertThat(out.calls).as("it is not touched any more").hasSize(1);
        assertThat(said).containsExactly("hello: broken", "broken by broken", "more: broken");
    }

    @Test
    void saysWhatAFlushFailedWith() {
        writer.onWritePossible();
        out.takes(1);
        write("hello");
        out.takes(1).failsWith(BROKEN);
        writer.onWritePossible();
        assertThat(said).containsExactly("hello: broken", "broken by broken");
    }

    @Test
    void survivesAContainerThatThrowsAnything() {
        writer.onWritePossible();
        out.meanwhile(() -> {
            throw new IllegalStateException("taken back");
        });
        write("hello");
        assertThat(said).containsExactly("hello: taken back", "broken by taken back");
    }

    @Test
    void saysThatTheContainerFailed() {
        writer.onWritePossible();
        out.takes(1);
        write("hello");
        writer.onError(BROKEN);
        assertThat(said).containsExactly("hello: broken", "broken by broken");
    }

    // ---------------------------------------------------------------- the last piece

    @Test
    void finishesAfterThePieceThatIsUnderWay() {
        writer.onWritePossible();
        out.takes(1);
        write("hello ");
        finish("goodbye");
        out.takes(100);
        writer.onWritePossible();
        assertThat(out.text()).isEqualTo("hello goodbye");
        assertThat(said).containsExactly("hello ", "finished");
    }

    @Test
    void finishesAfterThePieceThatWaits() {
        write("hello ");
        finish("goodbye");
        writer.onWritePossible();
        assertThat(out.text()).isEqualTo("hello goodbye");
        assertThat(said).containsExactly("hello ", "finished");
    }

    @Test
    void writesNothingBehindTheLast() {
        writer.onWritePossible();
        finish("goodbye");
        writer.fill(":".getBytes(UTF_8));
        writer.onWritePossible();
        writer.stop(BROKEN);
        assertThat(out.text()).isEqualTo("goodbye");
        assertThat(said).as("all ended well").containsExactly("finished");
    }

    @Test
    void doesNotFinishWhatIsStopped() {
        out.takes(0);
        writer.onWritePossible();
        finish("goodbye");
        writer.stop(BROKEN);
        out.takes(100);
        writer.onWritePossible();
        assertThat(out.calls).isEmpty();
        assertThat(said).containsExactly("broken by broken");
    }

    // ---------------------------------------------------------------- stop

    @Test
    void stopWaitsForWhoeverWrites() throws Exception {
        writer.onWritePossible();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        out.meanwhile(() -> {
            inside.countDown();
            await(goOn);
            said.add("written");
        });
        Thread writes = new Thread(() -> write("x".repeat(20 * KIB), "large"));
        writes.start();
        await(inside);
        Thread stops = new Thread(() -> {
            writer.stop(BROKEN);
            said.add("stopped");
        });
        stops.start();
        while (stops.getState() != Thread.State.TIMED_WAITING) {
            assertThat(stops.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        goOn.countDown();
        stops.join();
        writes.join();
        assertThat(out.calls).as("the rest is not written").hasSize(1);
        assertThat(said).startsWith("written").contains("stopped", "large: broken", "broken by broken");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stopDoesNotWaitForItself() {
        writer.onWritePossible();
        out.meanwhile(() -> {
            writer.stop(BROKEN);
            said.add("stopped");
        });
        write("hello");
        assertThat(said).containsExactly("stopped", "hello: broken", "broken by broken");
        assertThat(out.calls).hasSize(1);
    }
}
