package io.github.liveroom.containers.tomcat;

import io.github.liveroom.containers.ContainerUnderTest;
import io.github.liveroom.containers.Host;
import io.github.liveroom.containers.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.startup.ExpandWar;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The WAR on an embedded Tomcat; which one, the modules beside this folder say by their class paths. */
final class EmbeddedTomcat implements ContainerUnderTest {
    @Override
    public RunningServer start(Map<String, String> settings, String context) throws Exception {
        return start(settings, context, EmbeddedTomcat::logIn);
    }

    @Override
    public RunningServer startWith(Map<String, String> settings, Path webXml) throws Exception {
        return start(settings, "", app -> app.setAltDDName(webXml.toAbsolutePath().toString()));
    }

    private static RunningServer start(Map<String, String> settings, String context, Consumer<Context> configure)
            throws Exception {
        Path base = Files.createTempDirectory(Path.of("target"), "tomcat-");
        Files.createDirectory(base.resolve("webapps"));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toAbsolutePath().toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context app = tomcat.addWebapp(context, ContainerUnderTest.war().toString());
        // Else each start looks through all that these tests have on their class path, which no application has.
        ((StandardJarScanner) app.getJarScanner()).setScanClassPath(false);
        settings.forEach((name, value) -> app.addParameter("liveroom." + name, value));
        tomcat.addUser(USER, PASSWORD);
        tomcat.addUser(ADMIN, PASSWORD);
        tomcat.addRole(ADMIN, "liveroom-admin");
        configure.accept(app);
        tomcat.start();
        if (app.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("the web application did not start");
        }
        return new RunningServer(
                tomcat.getConnector().getLocalPort(),
                context,
                () -> {
                    tomcat.stop();
                    tomcat.destroy();
                    ExpandWar.delete(base.toFile());
                },
                id -> app.getManager().findSession(id).expire());
    }

    @Override
    public Host host(Map<String, String> settings) throws Exception {
        return new EmptyTomcat(settings);
    }

    /** The application asks nobody to log in, but whoever does so by himself is known, and gets a session. */
    private static void logIn(Context app) {
        BasicAuthenticator authenticator = new BasicAuthenticator();
        authenticator.setAlwaysUseSession(true);
        app.getPipeline().addValve(authenticator);
        app.setPreemptiveAuthentication(true);
    }

    /** To Tomcat an empty close frame is one with 1000. */
    @Override
    public boolean tellsCloseFramesWithoutCode() {
        return false;
    }
}
