package io.github.liveroom.chat;

import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;

/** A connection of somebody who hears nothing. */
final class Nowhere implements Outbox {
    @Override
    public void entries(EntryBatch batch, int from, int to) {}

    @Override
    public void signal(RoomEvent signal) {}

    @Override
    public void gone(RoomEvent.Gone gone) {}
}
