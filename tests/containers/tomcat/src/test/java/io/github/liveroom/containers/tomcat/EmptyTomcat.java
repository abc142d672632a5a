package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.ContainerUnderTest;
import io.github.liveroom.containers.Host;
import io.github.liveroom.containers.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.JreMemoryLeakPreventionListener;
import org.apache.catalina.core.ThreadLocalLeakPreventionListener;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;

/** With the listeners of the {@code server.xml} that Tomcat comes with. */
final class EmptyTomcat implements Host {
    private static final String THREADS = "24";

    private final Map<String, String> settings;
    private final Path base;
    private final Tomcat tomcat = new Tomcat();
    private Context app;

    EmptyTomcat(Map<String, String> settings) throws Exception {
        this.settings = settings;
        base = Files.createTempDirectory(Path.of("target"), "tomcat-");
        Files.createDirectory(base.resolve("webapps"));
        tomcat.setBaseDir(base.toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // As operations.md has it: all there at once, for one that is started while an application sends belongs to it for good.
        tomcat.getConnector().setProperty("minSpareThreads", THREADS);
        tomcat.getConnector().setProperty("maxThreads", THREADS);
        JreMemoryLeakPreventionListener early = new JreMemoryLeakPreventionListener();
        // The compiler of JSPs has an exception in a static field, and with it whatever application it was first used by.
        early.setClassesToInitialize("org.eclipse.jdt.internal.compiler.lookup.ReferenceBinding");
        tomcat.getServer().addLifecycleListener(early);
        tomcat.getServer().addLifecycleListener(new ThreadLocalLeakPreventionListener());
        tomcat.getHost(); // only who asks for one gets one
        tomcat.start();
    }

    @Override
    public RunningServer server() {
        return new RunningServer(tomcat.getConnector().getLocalPort(), "", () -> {});
    }

    @Override
    public ClassLoader deploy() throws Exception {
        ContextConfig config = new ContextConfig() {
            @Override
            public void lifecycleEvent(LifecycleEvent event) {
                if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
                    Context starting = (Context) event.getLifecycle();
                    settings.forEach((name, value) -> starting.addParameter("liveroom." + name, value));
                }
                super.lifecycleEvent(event);
            }
        };
        app = tomcat.addWebapp(tomcat.getHost(), "", ContainerUnderTest.war().toString(), config);
        if (app.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("the web application did not start");
        }
        return app.getLoader().getClassLoader();
    }

    @Override
    public void undeploy() {
        tomcat.getHost().removeChild(app);
        app = null;
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError("the server does not stop", e);
        }
        ExpandWar.delete(base.toFile());
    }
}
