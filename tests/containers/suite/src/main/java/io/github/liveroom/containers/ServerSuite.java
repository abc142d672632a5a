package io.github.liveroom.containers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one container, and the servers that they share. Two suites do not share any: they may run at the same time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerSuite {
    /** What takes long and is not the container's doing: it runs on the newest version of a container. */
    static final String NEWEST_ONLY = "newest-only";

    final Servers shared;

    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected ServerSuite(ContainerUnderTest container) {
        shared = new Servers(container);
    }

    /** Stops what the tests started. */
    @AfterAll
    protected final void stopServers() {
        shared.stopAll();
    }
}
