package io.github.liveroom.tests.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.RoomSnapshot;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears what is said in a room, each text once and in order. */
final class Ear implements ChatListener {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    @Override
    public void joined(ChatRoom room, RoomSnapshot snapshot) {
        snapshot.entries().forEach(line -> entry(room, line));
    }

    @Override
    public void entry(ChatRoom room, RoomLine line) {
        String text = line.isMessage() ? line.text() : null;
        if (text != null) {
            texts.add(text);
        }
    }

    /** Waits for the next text, which has to be this one. */
    void hears(String expected) {
        try {
            assertThat(texts.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(expected);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
