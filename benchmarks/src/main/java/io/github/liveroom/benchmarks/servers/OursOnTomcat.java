package io.github.liveroom.benchmarks.servers;

import io.github.liveroom.chat.jakarta.ChatCommandsServlet;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatStreamServlet;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** LiveRoom on an embedded Tomcat, registered by hand as {@code docs/embedding.md} says, with the buffers of the WAR. */
public final class OursOnTomcat {
    private OursOnTomcat() {}

    /**
     * Serves until the process ends.
     *
     * @param args port, file for the codes of the rooms, how many rooms
     */
    public static void main(String[] args) throws Exception {
        ChatGateway gateway = Ours.gateway(Integer.parseInt(args[2]), Path.of(args[1]));
        EmbeddedTomcat.serve(Integer.parseInt(args[0]), context -> {
            EmbeddedTomcat.setBuffers(context, "1024");
            context.addServletContainerInitializer(new WsSci(), null);
            add(context, new ChatUpgradeServlet(gateway), gateway.endpointPath());
            add(context, new ChatStreamServlet(gateway), gateway.streamPath());
            add(context, new ChatCommandsServlet(gateway), gateway.commandsPath());
        });
    }

    private static void add(Context context, Servlet servlet, String path) {
        Wrapper wrapper = Tomcat.addServlet(context, servlet.getClass().getName(), servlet);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping(path);
    }
}
