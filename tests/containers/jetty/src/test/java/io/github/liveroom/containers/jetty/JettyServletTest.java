package io.github.liveroom.containers.jetty;

import io.github.liveroom.containers.ServletContainerSuite;

class JettyServletTest extends ServletContainerSuite {
    JettyServletTest() {
        super(new Jetty());
    }
}
