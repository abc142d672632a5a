package io.github.liveroom.benchmarks.load;

import java.util.List;
import java.util.SplittableRandom;

/** Sends at random times, so many a second on average (Poisson), room after room, whatever has become of those before. */
final class OpenLoop implements Pace {
    /** Then it is time to read again. */
    private static final int MOST_AT_ONCE = 64;

    private final Publisher publisher;
    private final Traffic traffic;
    private final List<Room> rooms;
    private final double gap;
    private final SplittableRandom random;
    private long next;
    private boolean started;
    private int turn;

    /** @param rate publishes a second over all rooms */
    OpenLoop(Stage stage, Publisher publisher, double rate) {
        this.publisher = publisher;
        traffic = stage.traffic();
        rooms = stage.rooms();
        gap = 1e9 / rate;
        random = new SplittableRandom(stage.options().integer(Option.SEED));
    }

    @Override
    public boolean send(long now) {
        List<Room> touched = traffic.touched();
        for (int i = 0; i < touched.size(); i++) {
            touched.get(i).touched = false;
        }
        touched.clear();
        if (!started) {
            started = true;
            next = now;
        }
        int sent = 0;
        for (; next <= now && sent < MOST_AT_ONCE; sent++) {
            publisher.publish(rooms.get(turn), next, now);
            turn = (turn + 1) % rooms.size();
            next += (long) (-Math.log(1 - random.nextDouble()) * gap);
        }
        return sent > 0;
    }

    @Override
    public long idle(long now) {
        return next - now;
    }
}
