package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;

/**
 * Is told what a service does, to be counted: numbers and kinds, never a text, a name, a code or an address.
 *
 * <p>Called by whoever does it, often while a room waits: implementations are thread-safe, return at once, allocate nothing
 * and throw nothing. Each method does nothing unless it is implemented. What has to do with connections is told by what
 * carries them, such as a gateway, and not by the rooms.
 */
public interface Meters {
    /** Counts nothing. */
    Meters NONE = new Meters() {};

    /**
     * The number of open rooms has changed.
     *
     * @param change 1 for one that was opened; negative if rooms were closed
     */
    default void rooms(int change) {}

    /**
     * The number of members has changed, in one room. Who is away still counts.
     *
     * @param change not 0; negative if more went than came
     */
    default void members(int change) {}

    /**
     * Something was appended to the log of a room that is open here.
     *
     * @param kind what, a permitted subclass of {@link Fact}
     */
    default void appended(Class<? extends Fact> kind) {}

    /**
     * A room handed what had gathered to its connections: once for all of them together.
     *
     * @param entries how many, at least 1
     * @param connections how many got them, be it that some had seen a part already
     * @param nanos how long that took, since the oldest command among what gathered reached the room until the last connection
     *     was handed it: the log, the wait for a frame and the handing over, not the network; negative if none of it came of a
     *     command
     */
    default void sent(int entries, int connections, long nanos) {}

    /** The log of a room failed, or of one that was to be created. */
    default void logFailed() {}

    /** A listener of the application was too far behind and will not hear of an event. */
    default void eventLost() {}

    /**
     * The number of connections has changed.
     *
     * @param change 1 or -1
     */
    default void connections(int change) {}

    /**
     * A connection has ended, whoever ended it.
     *
     * @param code as in a close frame of WebSocket; since clients choose theirs, any number
     */
    default void closed(int code) {}

    /**
     * A client's command was refused.
     *
     * @param why the refusal
     */
    default void refused(Refusal why) {}

    /**
     * Something has to wait because a client has not taken the frame before it.
     *
     * @param bytes how much waits for this client by now
     */
    default void waiting(int bytes) {}

    /**
     * Tells two.
     *
     * @param other is told after this
     * @return tells both
     */
    default Meters and(Meters other) {
        return this == NONE ? other : other == NONE ? this : new BothMeters(this, other);
    }

    /**
     * Keeps a defect of this from doing harm: what it throws goes no further and is logged, and from then on it is told
     * nothing.
     *
     * @return tells this until it throws
     */
    default Meters guarded() {
        return this == NONE ? this : new GuardedMeters(this);
    }
}
