package io.github.liveroom.containers.jetty;

import io.github.liveroom.containers.StreamSuite;

class JettyStreamTest extends StreamSuite {
    JettyStreamTest() {
        super(new Jetty());
    }
}
