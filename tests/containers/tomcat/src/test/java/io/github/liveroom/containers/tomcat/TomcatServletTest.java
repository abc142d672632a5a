package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.ServletContainerSuite;
import org.junit.jupiter.api.Nested;

class TomcatServletTest extends ServletContainerSuite {
    TomcatServletTest() {
        super(new EmbeddedTomcat());
    }

    @Nested
    class Login extends LoggedIn {}
}
