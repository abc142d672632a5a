package io.github.liveroom.containers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** All that there is over WebSocket, for one container. */
public abstract class ContainerSuite extends BriefSuite {
    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected ContainerSuite(ContainerUnderTest container) {
        super(container);
    }

    @Nested
    class Create extends CreateTests {
        Create() {
            super(shared);
        }
    }

    @Nested
    class Join extends JoinTests {
        Join() {
            super(shared);
        }
    }

    @Nested
    class CatchUp extends CatchUpTests {
        CatchUp() {
            super(shared);
        }
    }

    @Nested
    class Name extends NameTests {
        Name() {
            super(shared);
        }
    }

    @Nested
    class Admission extends AdmissionTests {
        Admission() {
            super(shared);
        }
    }

    @Nested
    class Resume extends ResumeTests {
        Resume() {
            super(shared);
        }
    }

    @Nested
    class Leave extends LeaveTests {
        Leave() {
            super(shared);
        }
    }

    @Nested
    class Send extends SendTests {
        Send() {
            super(shared);
        }
    }

    @Nested
    class Rename extends RenameTests {
        Rename() {
            super(shared);
        }
    }

    @Nested
    class History extends HistoryTests {
        History() {
            super(shared);
        }
    }

    @Nested
    class Typing extends TypingTests {
        Typing() {
            super(shared);
        }
    }

    @Nested
    class Edit extends EditTests {
        Edit() {
            super(shared);
        }
    }

    @Nested
    class Reaction extends ReactionTests {
        Reaction() {
            super(shared);
        }
    }

    @Nested
    class Whisper extends WhisperTests {
        Whisper() {
            super(shared);
        }
    }

    @Nested
    class Moderation extends ModerationTests {
        Moderation() {
            super(shared);
        }
    }

    @Nested
    class Ban extends BanTests {
        Ban() {
            super(shared);
        }
    }

    @Nested
    class RoomSettings extends RoomSettingsTests {
        RoomSettings() {
            super(shared);
        }
    }

    @Nested
    class Search extends SearchTests {
        Search() {
            super(shared);
        }
    }

    @Nested
    class Sync extends SyncTests {
        Sync() {
            super(shared);
        }
    }

    @Nested
    class Signal extends SignalTests {
        Signal() {
            super(shared);
        }
    }

    @Nested
    class Liveness extends LivenessTests {
        Liveness() {
            super(shared);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class Guesses extends GuessTests {
        Guesses() {
            super(shared);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class Limits extends LimitTests {
        Limits() {
            super(shared);
        }
    }

    @Nested
    @Tag(NEWEST_ONLY)
    class ConnectionLimits extends ConnectionLimitTests {
        ConnectionLimits() {
            super(shared);
        }
    }

    @Nested
    class Log extends LogTests {
        Log() {
            super(shared);
        }
    }

    @Nested
    class Stop extends StopTests {
        Stop() {
            super(shared);
        }
    }
}
