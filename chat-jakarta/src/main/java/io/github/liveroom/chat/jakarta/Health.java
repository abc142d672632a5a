package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.jakarta.session.Connections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** How a gateway is. Thread-safe. */
final class Health {
    private final Connections connections;
    private final Probe live;
    private final Probe ready;

    Health(RoomService rooms, Connections connections, LongSupplier ticker) {
        this.connections = connections;
        this.live = new Probe("alive", rooms::alive, connections.scheduler(), ticker);
        this.ready = new Probe("ready", rooms::ready, connections.scheduler(), ticker);
    }

    /** Whether its rooms go on. If not, only a new start helps. */
    CompletionStage<Boolean> live() {
        return live.ask();
    }

    /** Whether somebody who comes now gets in. */
    CompletionStage<Boolean> ready() {
        return connections.isOpen() ? ready.ask() : CompletableFuture.completedStage(false);
    }
}
