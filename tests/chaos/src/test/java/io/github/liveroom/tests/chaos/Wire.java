package io.github.liveroom.tests.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link BadNetwork}: two threads that carry bytes, and the trouble they have. */
final class Wire {
    private static final int PIECE = 8_192;
    private static final int FEW = 64;
    private static final int FEW_MS = 2;
    private static final int DELAY_MS = 30;
    private static final int MERGE_MS = 40;

    private final BadNetwork network;
    private final Plan plan;
    private final Socket near;
    private final AtomicInteger directions = new AtomicInteger(2);
    private final Set<Fault> counted = EnumSet.noneOf(Fault.class); // guarded by itself
    private volatile @Nullable Socket far;
    private volatile boolean upLost;
    private volatile boolean downLost;
    private volatile boolean struck;
    private volatile long stalledUntil;

    Wire(BadNetwork network, Plan plan, Socket near) {
        this.network = network;
        this.plan = plan;
        this.near = near;
        stalledUntil = System.nanoTime();
    }

    void open() {
        try {
            Socket server = network.dial();
            far = server;
            Socket twin = plan.twice() ? network.dial() : null;
            if (twin != null) {
                count(Fault.TWICE);
                BadNetwork.start("twin", () -> ignore(twin));
            }
            if (upLost) { // by then
                reset(server);
            }
            BadNetwork.start("wire down", () -> carry(server, near, false, null));
            carry(near, server, true, twin);
        } catch (IOException e) {
            reset(near);
            network.ended(this);
        }
    }

    private static void ignore(Socket twin) {
        try (twin) {
            twin.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Over in another way.
        }
    }

    /** Lets something happen to this connection now. */
    void suffer(Fault fault) {
        count(fault);
        Socket server = far;
        switch (fault) {
            case STALL -> stalledUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(plan.stallMs());
            case UP_LOST -> upLost = true;
            case DOWN_LOST -> downLost = true;
            case CUT_FIN -> {
                lose();
                finish(near);
                finish(server);
            }
            case CUT_RESET -> {
                lose();
                reset(near);
                reset(server);
            }
            case CLIENT_LOST -> {
                lose();
                reset(near);
            }
            case SERVER_LOST -> {
                lose();
                reset(server);
            }
            case DELAY, SPLIT, MERGE, TRICKLE, TWICE ->
                throw new IllegalArgumentException(fault + " is to be planned before");
        }
    }

    private void lose() {
        upLost = true;
        downLost = true;
    }

    private void count(Fault fault) {
        synchronized (counted) {
            if (!counted.add(fault)) {
                return;
            }
        }
        network.count(fault);
    }

    private boolean isLost(boolean up) {
        return up ? upLost : downLost;
    }

    /** Carries what one end says to the other, up to the end of the stream; tells the other end of that unless it is lost. */
    private void carry(Socket from, Socket to, boolean up, @Nullable Socket twin) {
        byte[] piece = new byte[PIECE];
        long carried = 0;
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (twin != null && carried == 0) {
                    twin.getOutputStream().write(piece, 0, length);
                }
                length = gather(from, in, piece, length, up);
                int cut = strikesAt(up, carried, piece, length);
                if (cut >= 0) {
                    struck = true;
                    pass(from, to, up, piece, 0, cut);
                    suffer(plan.incident());
                    pass(from, to, up, piece, cut, length);
                } else {
                    pass(from, to, up, piece, 0, length);
                }
                carried += length;
            }

            if (!isLost(up)) {
                finish(to);
            }
        } catch (IOException e) {

            if (!isLost(up)) {
                reset(to);
            }
        } finally {
            if (directions.decrementAndGet() == 0) {
                reset(near);
                reset(far);
                network.ended(this);
            }
        }
    }

    /** Where in this piece the planned incident is, or -1. */
    private int strikesAt(boolean up, long carried, byte[] piece, int length) {
        if (struck || plan.incident() == null || up != plan.onUp()) {
            return -1;
        }
        if (plan.before() != null) {
            return new String(piece, 0, length, StandardCharsets.ISO_8859_1).contains(plan.before()) ? 0 : -1;
        }
        return network.isBad() && carried + length > plan.afterBytes()
                ? (int) Math.max(0, plan.afterBytes() - carried)
                : -1;
    }

    private @Nullable Fault shape(boolean up) {
        Fault shape = up ? plan.up() : plan.down();
        if (shape == null || !network.isBad()) {
            return null;
        }
        count(shape);
        return shape;
    }

    private int gather(Socket from, InputStream in, byte[] piece, int length, boolean up) throws IOException {
        int all = length;
        if (shape(up) == Fault.MERGE) {
            from.setSoTimeout(MERGE_MS);
            try {
                while (all < piece.length) {
                    int more = in.read(piece, all, piece.length - all);
                    if (more < 0) {
                        break; // the next read says so again
                    }
                    all += more;
                }
            } catch (SocketTimeoutException e) {
                // That is all for now.
            } finally {
                from.setSoTimeout(0);
            }
        }
        return all;
    }

    private void pass(Socket from, Socket to, boolean up, byte[] piece, int start, int end) {
        waitWhileStalled();
        Fault shape = shape(up);
        if (shape == Fault.DELAY) {
            network.linger(DELAY_MS);
        }
        int most = shape == Fault.SPLIT ? 1 : shape == Fault.TRICKLE ? FEW : PIECE;
        for (int at = start; at < end && !isLost(up); at += most) {
            try {
                to.getOutputStream().write(piece, at, Math.min(most, end - at));
            } catch (IOException e) {
                // That end is gone, which this one hears of by what comes the other way.
                if (!isLost(!up)) {
                    reset(from);
                }
                return;
            }
            if (shape == Fault.TRICKLE) {
                network.linger(FEW_MS);
            }
        }
    }

    private void waitWhileStalled() {
        for (long left = stalledUntil - System.nanoTime();
                left > 0 && network.isBad();
                left = stalledUntil - System.nanoTime()) {
            network.linger(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
    }

    private static void finish(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // Over in another way.
        }
    }

    private static void reset(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException e) {
            // Over in another way.
        }
    }
}
