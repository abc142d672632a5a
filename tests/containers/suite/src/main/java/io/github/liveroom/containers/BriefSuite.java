package io.github.liveroom.containers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/**
 * What lies between a container and LiveRoom. That is enough for one more way to deploy on a container that runs all of
 * {@link ContainerSuite}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BriefSuite {
    final Servers shared;

    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected BriefSuite(ContainerUnderTest container) {
        shared = new Servers(container);
    }

    /** Stops what the tests started. */
    @AfterAll
    protected final void stopServers() {
        shared.stopAll();
    }

    @Nested
    class Handshake extends HandshakeTests {
        Handshake() {
            super(shared);
        }
    }

    @Nested
    class Frames extends FrameTests {
        Frames() {
            super(shared);
        }
    }

    @Nested
    class Paths extends PathTests {
        Paths() {
            super(shared);
        }
    }
}
