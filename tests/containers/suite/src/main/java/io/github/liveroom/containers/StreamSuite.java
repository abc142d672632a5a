package io.github.liveroom.containers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The stream, for a container that has servlets, and over it whatever does not depend on the carrier. */
public abstract class StreamSuite extends ServerSuite {
    private final Servers streaming;

    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected StreamSuite(ContainerUnderTest container) {
        super(container);
        streaming = shared.over(Wire.Kind.STREAM);
    }

    @Nested
    class Stream extends StreamTests {
        Stream() {
            super(streaming);
        }
    }

    @Nested
    class CrossOrigin extends CrossOriginTests {
        CrossOrigin() {
            super(streaming);
        }
    }

    @Nested
    class StreamLife extends StreamLifeTests {
        StreamLife() {
            super(streaming);
        }
    }

    @Nested
    class FramesOverStream extends FrameTests {
        FramesOverStream() {
            super(streaming);
        }
    }

    @Nested
    class CreateOverStream extends CreateTests {
        CreateOverStream() {
            super(streaming);
        }
    }

    @Nested
    class JoinOverStream extends JoinTests {
        JoinOverStream() {
            super(streaming);
        }
    }

    @Nested
    class CatchUpOverStream extends CatchUpTests {
        CatchUpOverStream() {
            super(streaming);
        }
    }

    @Nested
    class NameOverStream extends NameTests {
        NameOverStream() {
            super(streaming);
        }
    }

    @Nested
    class AdmissionOverStream extends AdmissionTests {
        AdmissionOverStream() {
            super(streaming);
        }
    }

    @Nested
    class ResumeOverStream extends ResumeTests {
        ResumeOverStream() {
            super(streaming);
        }
    }

    @Nested
    class LeaveOverStream extends LeaveTests {
        LeaveOverStream() {
            super(streaming);
        }
    }

    @Nested
    class SendOverStream extends SendTests {
        SendOverStream() {
            super(streaming);
        }
    }

    @Nested
    class RenameOverStream extends RenameTests {
        RenameOverStream() {
            super(streaming);
        }
    }

    @Nested
    class HistoryOverStream extends HistoryTests {
        HistoryOverStream() {
            super(streaming);
        }
    }

    @Nested
    class TypingOverStream extends TypingTests {
        TypingOverStream() {
            super(streaming);
        }
    }

    @Nested
    class LivenessOverStream extends LivenessTests {
        LivenessOverStream() {
            super(streaming);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class GuessesOverStream extends GuessTests {
        GuessesOverStream() {
            super(streaming);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class LimitsOverStream extends LimitTests {
        LimitsOverStream() {
            super(streaming);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class ConnectionLimitsOverStream extends ConnectionLimitTests {
        ConnectionLimitsOverStream() {
            super(streaming);
        }
    }

    @Nested
    class LogOverStream extends LogTests {
        LogOverStream() {
            super(streaming);
        }
    }

    @Nested
    class StopOverStream extends StopTests {
        StopOverStream() {
            super(streaming);
        }
    }
}
