package io.github.liveroom.example.token;

import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.chat.client.RoomLine;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a window hears of a room. */
final class Heard implements ChatListener {
    static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<RoomEnd> end = new CompletableFuture<>();

    @Override
    public void entry(ChatRoom room, RoomLine line) {
        if (line.isMessage()) {
            messages.add(line.fields().get("name") + ": " + line.fields().get("text"));
        }
    }

    @Override
    public void ended(ChatRoom room, RoomEnd why) {
        end.complete(why);
    }

    String message() throws InterruptedException {
        return String.valueOf(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    int endCode() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code();
    }
}
