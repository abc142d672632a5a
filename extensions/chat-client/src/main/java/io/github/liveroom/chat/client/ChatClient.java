package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a LiveRoom server, of which any number of rooms can be entered. Connects when there is something to do,
 * and again after each break, as long as a room is wanted. Thread-safe; see the package on threads.
 *
 * <p>It gives up, and tells the rooms why, when the server says that there is no point: close codes 4500 to 4999, 1000, or one
 * that blames the client where nothing but joins was under way.
 */
public final class ChatClient implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final Connection connection;
    private final @Nullable ClientThreads threads;

    ChatClient(Setup setup, @Nullable ClientThreads threads) {
        this.connection = new Connection(setup);
        this.threads = threads;
    }

    /**
     * Starts with settings that work.
     *
     * @return a builder
     */
    public static ChatClientBuilder builder() {
        return new ChatClientBuilder();
    }

    /**
     * How the client stands to its server.
     *
     * @return as of now, or a moment ago
     */
    public ClientState state() {
        return connection.state();
    }

    /**
     * Enters a room, now or as soon as there is a connection, and stays in it through breaks.
     *
     * @param options which, and how
     * @param listener hears what happens there
     * @return the room, at once; {@link ChatRoom#joined()} tells how it went
     */
    public ChatRoom join(JoinOptions options, ChatListener listener) {
        ChatRoom room = new ChatRoom(connection, options, listener);
        connection.strand().execute(() -> connection.enter(room.session()));
        return room;
    }

    /**
     * Creates a room. Does not enter it; the first join of this client's connection will be its owner.
     *
     * @param options what it shall be like
     * @return completes with the code; exceptionally if the connection ended before the answer
     */
    public CompletableFuture<Outcome<CreatedRoom>> create(RoomOptions options) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "title", options.title());
        put(fields, "passphrase", options.passphrase());
        put(fields, "keep", options.keep() ? true : null);
        put(fields, "maxMembers", options.maxMembers());
        put(fields, "codeLength", options.codeLength());
        CompletableFuture<Outcome<CreatedRoom>> known = new CompletableFuture<>();
        Request request = Request.of("create", fields, CreatedRoom::of, known);
        connection.strand().execute(() -> connection.create(request));
        return Request.onExecutor(known, connection.setup().executor());
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /**
     * Leaves all rooms and ends. Waits until the server knows, 5 seconds at the most. Commands without an answer complete
     * exceptionally. Further calls do nothing.
     */
    @Override
    public void close() {
        end(true);
    }

    /**
     * Ends as if the network had failed: the server knows nothing of it and keeps the seats for a while, and another client can
     * go on with {@link ChatRoom#resumeSecret()} and {@link ChatRoom#position()}, which are final once
     * {@link ChatListener#ended} was called.
     */
    public void abort() {
        end(false);
    }

    private void end(boolean leaving) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        connection.strand().execute(() -> connection.end(leaving).whenComplete((done, failure) -> over.complete(null)));
        try {
            over.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It is over for this side.
        }
        if (threads != null) {
            threads.close();
        }
    }
}
