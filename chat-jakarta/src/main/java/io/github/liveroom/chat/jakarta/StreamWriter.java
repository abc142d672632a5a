package io.github.liveroom.chat.jakarta;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a response that has been started asynchronously, without ever waiting for its reader, and says of each piece
 * when the container has passed it on: what it holds back counts as under way.
 *
 * <p>Threads: whoever has something to write, or learns that there is room, takes a turn; if somebody else is at it, that one
 * goes round once more. So one thread at a time touches the response, and none holds a lock meanwhile: a container calls
 * {@link #onWritePossible} with locks of its own held. Callbacks come from whoever has the turn.
 *
 * <p>A container may give the response to another client as soon as its call of {@link #onError} returns. So that call waits
 * for whoever is writing: Tomcat notes the failure of a write after it has told another thread of it, by then perhaps in the
 * response of somebody else.
 */
final class StreamWriter implements WriteListener {
    /** Some containers copy what a write does not get rid of. */
    private static final int MAX_WRITE = 16 * 1024;

    /** Longer than any write takes that waits for nobody. */
    private static final long MAX_WAIT_SECONDS = 2;

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private static final class Piece {
        final byte[] bytes;
        final boolean last;
        final Consumer<@Nullable Throwable> taken;

        Piece(byte[] bytes, boolean last, Consumer<@Nullable Throwable> taken) {
            this.bytes = bytes;
            this.last = last;
            this.taken = taken;
        }
    }

    private final ServletOutputStream out;
    private final Consumer<Throwable> broken;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicReference<@Nullable Piece> next = new AtomicReference<>();
    private final AtomicReference<@Nullable Piece> last = new AtomicReference<>();
    private final AtomicReference<byte @Nullable []> filler = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** Before the container's first call nothing may be written. */
    private volatile boolean open;

    // Of whoever has the turn.
    private @Nullable Piece current;
    private int written;
    private boolean flushed;
    private boolean over;

    private volatile @Nullable Thread writing;
    private final CountDownLatch untouched = new CountDownLatch(1);

    /**
     * @param out of a request that has been started asynchronously; its write listener is to be this
     * @param broken called once with what went wrong, unless all ends well
     */
    StreamWriter(ServletOutputStream out, Consumer<Throwable> broken) {
        this.out = out;
        this.broken = broken;
    }

    /**
     * Writes a piece. Called again only after {@code taken} was.
     *
     * @param taken called once: with null when the container has passed on all of it, or with what went wrong
     */
    void write(byte[] bytes, Consumer<@Nullable Throwable> taken) {
        next.set(new Piece(bytes, false, taken));
        turn();
    }

    /** Writes something that nobody waits for, unless something is under way. */
    void fill(byte[] bytes) {
        filler.set(bytes);
        turn();
    }

    /** Writes a last piece, after that which is under way; nothing can be written any more. Once. */
    void finish(byte[] bytes, Runnable finished) {
        last.set(new Piece(bytes, true, failed -> {
            if (failed == null) {
                finished.run();
            }
        }));
        turn();
    }

    /** The response is not touched any more once this returns, whatever is under way. */
    void stop(Throwable why) {
        failure.compareAndSet(null, why);
        turn();
        if (writing != Thread.currentThread()) {
            awaitUntouched();
        }
    }

    private void awaitUntouched() {
        try {
            if (!untouched.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A write to a stream did not return for {0} s", MAX_WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onWritePossible() {
        open = true;
        turn();
    }

    @Override
    public void onError(Throwable why) {
        stop(why);
    }

    private void turn() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            writing = Thread.currentThread();
            work();
            writing = null;
            seen = turns.addAndGet(-seen);
        } while (seen > 0);
    }

    private void work() {
        try {
            while (open && !over && failure.get() == null && hasPiece() && out.isReady()) {
                step();
            }
        } catch (IOException | RuntimeException e) {
            // A container that has taken the response back may throw anything.
            failure.compareAndSet(null, e);
        }
        Throwable why = failure.get();
        if (why != null) {
            untouched.countDown();
            fail(why);
        }
    }

    private boolean hasPiece() {
        if (current == null) {
            Piece piece = next.getAndSet(null);
            byte[] idle = filler.getAndSet(null);
            if (piece == null) {
                piece = last.get();
            }
            if (piece == null && idle != null) {
                piece = new Piece(idle, false, failed -> {});
            }
            current = piece;
            written = 0;
            flushed = false;
        }
        return current != null;
    }

    /** One call to the container: it has to be asked again after each. */
    private void step() throws IOException {
        Piece piece = current;
        if (piece == null) {
            return;
        }
        if (written < piece.bytes.length) {
            int length = Math.min(MAX_WRITE, piece.bytes.length - written);
            out.write(piece.bytes, written, length);
            written += length;
        } else if (!flushed) {
            flushed = true;
            out.flush();
        } else {
            current = null;
            over = piece.last;
            piece.taken.accept(null);
        }
    }

    private void fail(Throwable why) {
        boolean first = !over;
        over = true;
        Piece begun = current;
        current = null;
        Piece waiting = next.getAndSet(null);
        for (Piece piece : new @Nullable Piece[] {begun, waiting}) {
            if (piece != null) {
                piece.taken.accept(why);
            }
        }
        if (first) {
            broken.accept(why);
        }
    }
}
