package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.StreamSuite;

class TomcatStreamTest extends StreamSuite {
    TomcatStreamTest() {
        super(new EmbeddedTomcat());
    }
}
