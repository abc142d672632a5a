package io.github.liveroom.containers.jetty;

import io.github.liveroom.containers.ContainerSuite;

class JettyTest extends ContainerSuite {
    JettyTest() {
        super(new Jetty());
    }
}
