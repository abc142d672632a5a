package io.github.liveroom.benchmarks.load;

import java.util.List;

/**
 * Keeps so many messages under way in each room: the next one is sent once all that were sent before, but for a window of
 * them, have come to all members. Deliveries are added up for this, so a slow member may lag by more than the window.
 */
final class ClosedLoop implements Pace {
    private static final long LOOK_EVERY = 500_000_000;

    private final Publisher publisher;
    private final Traffic traffic;
    private final List<Room> rooms;
    private final int window;
    private final long patience;
    private boolean started;
    private long nextLook;

    ClosedLoop(Stage stage, Publisher publisher) {
        this.publisher = publisher;
        traffic = stage.traffic();
        rooms = stage.rooms();
        window = stage.options().integer(Option.WINDOW);
        patience = stage.options().nanos(Option.STALL);
    }

    @Override
    public boolean send(long now) {
        boolean sent = false;
        if (!started) {
            started = true;
            nextLook = now + LOOK_EVERY;
            rooms.forEach(room -> fill(room, now));
            sent = true;
        }
        List<Room> touched = traffic.touched();
        for (int i = 0; i < touched.size(); i++) {
            Room room = touched.get(i);
            room.touched = false;
            sent |= fill(room, now);
        }
        touched.clear();
        if (now > nextLook) {
            nextLook = now + LOOK_EVERY;
            rooms.forEach(room -> goOnIfStuck(room, now));
        }
        return sent;
    }

    private boolean fill(Room room, long now) {
        boolean sent = false;
        while (room.present > 0
                && room.outstanding <= (window - 1L) * room.present
                && publisher.publish(room, System.nanoTime(), now)) {
            sent = true;
        }
        return sent;
    }

    private void goOnIfStuck(Room room, long now) {
        if (room.outstanding > 0 && now - room.progress > patience) {
            traffic.stalls++;
            room.outstanding = 0;
        }
        fill(room, now);
    }

    @Override
    public long idle(long now) {
        return traffic.touched().isEmpty() ? Long.MAX_VALUE : 0;
    }
}
