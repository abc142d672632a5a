package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.ContainerSuite;

class TomcatTest extends ContainerSuite {
    TomcatTest() {
        super(new EmbeddedTomcat());
    }
}
