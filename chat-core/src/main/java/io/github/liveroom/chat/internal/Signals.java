package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.RoomEvent;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What members are told of each other and nobody keeps: who types, who has read how far, who is there.
 *
 * <p>Used by the room's drain only.
 */
final class Signals {
    private static final Duration TYPING_INTERVAL = Duration.ofSeconds(3);

    /** In larger rooms nobody looks at it, and everyone would get it from everyone. */
    private static final int MAX_MEMBERS = 50;

    private final Stays stays;
    private final FanOut fanOut;
    private final LongSupplier ticker;

    Signals(Stays stays, FanOut fanOut, LongSupplier ticker) {
        this.stays = stays;
        this.fanOut = fanOut;
        this.ticker = ticker;
    }

    private static boolean isTooLarge(RoomState state) {
        return state.seats().size() > MAX_MEMBERS;
    }

    void typing(RoomState state, Stays.Stay stay, boolean on) {
        long now = ticker.getAsLong();
        Long last = stay.typedAt;
        if (isTooLarge(state) || (on && last != null && now - last < TYPING_INTERVAL.toNanos())) {
            return;
        } else if (on) {
            stay.typedAt = now;
        }
        fanOut.signal(new RoomEvent.Typing(stay.member, on), stay);
    }

    void read(RoomState state, Stays.Stay stay, long offset) {
        if (!isTooLarge(state)) {
            fanOut.signal(new RoomEvent.Read(stay.member, offset), stay);
        }
    }

    void status(RoomState state, RoomLine line, Stays.Stay stay, boolean idle) {
        if (!isTooLarge(state) && stays.idle(line, stay, idle)) {
            presence(stay);
        }
    }

    /** How a member is there, to everyone. */
    void presence(Stays.Stay stay) {
        fanOut.signal(new RoomEvent.Status(stay.member, stay.status(), stay.connections()), null);
    }
}
