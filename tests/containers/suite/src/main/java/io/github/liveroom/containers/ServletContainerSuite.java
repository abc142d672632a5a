package io.github.liveroom.containers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All of it, for one container that has servlets: whatever does not depend on the carrier, over both carriers. */
public abstract class ServletContainerSuite extends ContainerSuite {
    private final Servers streaming;

    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected ServletContainerSuite(ContainerUnderTest container) {
        super(container);
        streaming = shared.over(Wire.Kind.STREAM);
    }

    /** For a container that knows {@link ContainerUnderTest#USER}, and keeps a login in the HTTP session. */
    protected abstract class LoggedIn extends LoginTests {
        /** On servers of their own. */
        protected LoggedIn() {
            super(shared);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class Redeploy extends RedeployTests {
        Redeploy() {
            super(shared);
        }
    }

    @Nested
    class Deaf extends DeafTests {
        Deaf() {
            super(shared);
        }
    }

    @Nested
    class AddressBan extends AddressBanTests {
        AddressBan() {
            super(shared);
        }
    }

    @Nested
    class Session extends SessionTests {
        Session() {
            super(shared);
        }
    }

    @Nested
    class FormLogin extends FormLoginTests {
        FormLogin() {
            super(shared);
        }
    }

    @Nested
    class Stranger extends StrangerTests {
        Stranger() {
            super(shared);
        }
    }

    @Nested
    class Admin extends AdminTests {
        Admin() {
            super(shared);
        }
    }

    @Nested
    class Header extends HeaderTests {
        Header() {
            super(shared);
        }
    }

    @Nested
    class Form extends FormTests {
        Form() {
            super(shared);
        }
    }

    @Nested
    class Health extends HealthTests {
        Health() {
            super(shared);
        }
    }

    @Nested
    class Metrics extends MetricsTests {
        Metrics() {
            super(shared);
        }
    }

    @Nested
    class Check extends CheckTests {
        Check() {
            super(shared);
        }
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
