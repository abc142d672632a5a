package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.ContainerUnderTest;
import io.github.liveroom.containers.RunningServer;
import io.github.liveroom.containers.ServletContainerSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/** The WAR on an embedded Tomcat; which one, the modules beside this folder say by their class paths. */
class TomcatTest extends ServletContainerSuite {
    TomcatTest() {
        super(new EmbeddedTomcat());
    }

    private static final class EmbeddedTomcat implements ContainerUnderTest {
        @Override
        public RunningServer start(Map<String, String> settings, String context) throws Exception {
            Path base = Files.createTempDirectory(Path.of("target"), "tomcat-");
            Files.createDirectory(base.resolve("webapps"));
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(base.toAbsolutePath().toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            Context app = tomcat.addWebapp(context, ContainerUnderTest.war().toString());
            settings.forEach((name, value) -> app.addParameter("liveroom." + name, value));
            tomcat.start();
            if (app.getState() != LifecycleState.STARTED) {
                throw new LifecycleException("the web application did not start");
            }
            return new RunningServer(tomcat.getConnector().getLocalPort(), context, () -> {
                tomcat.stop();
                tomcat.destroy();
                ExpandWar.delete(base.toFile());
            });
        }

        /** To Tomcat an empty close frame is one with 1000. */
        @Override
        public boolean tellsCloseFramesWithoutCode() {
            return false;
        }
    }
}
