package io.github.liveroom.containers;

import org.junit.jupiter.api.Nested;

/**
 * What lies between a container and LiveRoom. That is enough for one more way to deploy on a container that runs all of
 * {@link ContainerSuite}.
 */
public abstract class BriefSuite extends ServerSuite {
    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected BriefSuite(ContainerUnderTest container) {
        super(container);
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
