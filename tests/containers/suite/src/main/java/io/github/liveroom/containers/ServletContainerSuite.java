package io.github.liveroom.containers;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What a container with servlets has besides {@link ContainerSuite} and {@link StreamSuite}: pages, sessions, logins. */
public abstract class ServletContainerSuite extends ServerSuite {
    /**
     * The suite for a container.
     *
     * @param container that which is to be tested
     */
    protected ServletContainerSuite(ContainerUnderTest container) {
        super(container);
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
}
