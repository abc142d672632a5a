package io.github.liveroom.benchmarks.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with its own settings, the same for everything that is compared on it. */
final class EmbeddedTomcat {
    /** Tomcat's own limit of 8,192 connections is too low for what is measured. */
    private static final String CONNECTIONS = "20000";

    private EmbeddedTomcat() {}

    /** Returns when the server has ended, which is never unless by a signal. */
    static void serve(int port, Consumer<Context> application) throws Exception {
        Path base = Files.createTempDirectory("liveroom-tomcat-");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxConnections", CONNECTIONS);
        application.accept(tomcat.addContext("", null));
        tomcat.start();
        System.out.println("ready " + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }

    /**
     * What Tomcat sets aside for what a connection receives, text and binary, instead of 8,192 bytes for each. An endpoint
     * that takes whole messages gets none that are longer.
     */
    static void setBuffers(Context context, String bytes) {
        context.addParameter("org.apache.tomcat.websocket.textBufferSize", bytes);
        context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", bytes);
    }
}
