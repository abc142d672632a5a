package io.github.liveroom.benchmarks.servers;

import io.github.liveroom.chat.jakarta.ChatCommandsServlet;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ChatStreamServlet;
import io.github.liveroom.chat.jakarta.ChatUpgradeServlet;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** LiveRoom on an embedded Jetty, registered by hand as {@code docs/embedding.md} says. */
public final class OursOnJetty {
    private OursOnJetty() {}

    /**
     * Serves until the process ends.
     *
     * @param args port, file for the codes of the rooms, how many rooms
     */
    public static void main(String[] args) throws Exception {
        ChatGateway gateway = Ours.gateway(Integer.parseInt(args[2]), Path.of(args[1]));
        ServletContextHandler context = new ServletContextHandler();
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        add(context, new ChatUpgradeServlet(gateway), gateway.endpointPath());
        add(context, new ChatStreamServlet(gateway), gateway.streamPath());
        add(context, new ChatCommandsServlet(gateway), gateway.commandsPath());
        EmbeddedJetty.serve(Integer.parseInt(args[0]), context);
    }

    private static void add(ServletContextHandler context, Servlet servlet, String path) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }
}
