package io.github.liveroom.example.testkit;

import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.Participant;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.chat.client.RoomLine;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a window hears of a room. Nothing is waited for longer than {@value #PATIENCE_SECONDS} seconds. */
public final class Heard implements ChatListener {
    public static final int PATIENCE_SECONDS = 30;

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

    /** The next message, with whose it is: {@code Ada: Hello!} */
    public String message() throws InterruptedException {
        return String.valueOf(messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** Waits for the end, and gives the code of its close. */
    public int endCode() throws Exception {
        return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS).code();
    }

    /** Waits until a window is in its room, and gives who it is there. */
    public static Participant me(ChatRoom room) throws Exception {
        room.joined().get(PATIENCE_SECONDS, TimeUnit.SECONDS).orElseThrow();
        return room.me().orElseThrow();
    }
}
