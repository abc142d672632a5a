package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;

/** Tells two, one after the other. */
record BothMeters(Meters one, Meters other) implements Meters {
    @Override
    public void rooms(int change) {
        one.rooms(change);
        other.rooms(change);
    }

    @Override
    public void members(int change) {
        one.members(change);
        other.members(change);
    }

    @Override
    public void appended(Class<? extends Fact> kind) {
        one.appended(kind);
        other.appended(kind);
    }

    @Override
    public void sent(int entries, int connections, long nanos) {
        one.sent(entries, connections, nanos);
        other.sent(entries, connections, nanos);
    }

    @Override
    public void logFailed() {
        one.logFailed();
        other.logFailed();
    }

    @Override
    public void eventLost() {
        one.eventLost();
        other.eventLost();
    }

    @Override
    public void connections(int change) {
        one.connections(change);
        other.connections(change);
    }

    @Override
    public void closed(int code) {
        one.closed(code);
        other.closed(code);
    }

    @Override
    public void refused(Refusal why) {
        one.refused(why);
        other.refused(why);
    }

    @Override
    public void waiting(int bytes) {
        one.waiting(bytes);
        other.waiting(bytes);
    }
}
