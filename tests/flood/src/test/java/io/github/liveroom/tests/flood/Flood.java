package io.github.liveroom.tests.flood;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** As many new WebSockets as the machine gives. Those that are let in stay. */
final class Flood implements Attack {
    /** The machine has to serve others too. */
    private static final int THREADS = 3;

    /** One of its own: here all that an address may do gets used up. */
    private static final String ADDRESS = "127.0.0.3";

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final int port;
    private final Map<String, Long> answers = new ConcurrentHashMap<>();
    private final Queue<Line> open = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Flood(int port) {
        this.port = port;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::run, "flood " + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run() {
        while (!over) {
            answers.merge(connect(), 1L, Long::sum);
        }
    }

    /** Gives what the server said to one more: the status, the code that it closed with, or hello. */
    private String connect() {
        try {
            Line line = new Line(ADDRESS, port);
            line.write(Line.UPGRADE + "\r\n");
            int status = line.readStatus();
            if (status != 101) {
                line.close();
                return Integer.toString(status);
            }
            int frame = line.in().readUnsignedByte();
            if (frame == TEXT) {
                open.add(line);
                return "hello";
            }
            line.in().readUnsignedByte(); // how long it is
            int code = line.in().readUnsignedShort();
            line.close();
            return frame == CLOSE ? Integer.toString(code) : "frame " + frame;
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** How often the server said what. */
    Map<String, Long> answers() {
        return new TreeMap<>(answers);
    }

    @Override
    public void goOn() {}

    @Override
    public boolean hasHit() {
        return answers.containsKey("429");
    }

    @Override
    public String toString() {
        return answers().toString();
    }

    @Override
    public void close() throws IOException {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        open.forEach(Line::close);
    }
}
