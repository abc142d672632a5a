package io.github.liveroom.benchmarks.servers;

import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatGatewayBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * LiveRoom's part of it, whatever the container: a gateway that does not count what a client or an address does, and rooms
 * to measure in. 64 messages of a client may wait for their answers, so that a few senders can keep a room busy, and what
 * comes beyond that is refused. All other settings are the defaults.
 */
final class Ours {
    private static final int MANY = 1_000_000;
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    private Ours() {}

    /** A gateway with so many rooms, whose codes go to a file, one a line. */
    static ChatGateway gateway(int rooms, Path codes) throws IOException {
        ChatGatewayBuilder builder = ChatGateway.builder()
                .unacked(Integer.getInteger("unacked", 64))
                .commandsPerSecond(MANY)
                .commandsBurst(MANY)
                .joinsPerSecond(MANY)
                .handshakesPerSecond(MANY)
                .maxConnections(MANY)
                .pendingConnections(MANY)
                .connectionsPerAddress(MANY)
                .roomsPerAddress(MANY);
        builder.rooms()
                .framesPerSecond(Integer.getInteger("frames", 60))
                .maxMembers(10_000)
                .maxRooms(MANY + rooms);
        ChatGateway gateway = builder.build();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            lines.add(gateway.rooms()
                    .create(KEPT)
                    .toCompletableFuture()
                    .join()
                    .orElseThrow()
                    .room()
                    .code()
                    .toString());
        }
        Files.write(codes, lines);
        return gateway;
    }
}
