package io.github.liveroom.benchmarks.servers;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;

/** {@link NaiveChat} on an embedded Jetty, set up as Jetty's manual has it ("Configuring Jakarta WebSocket"). */
public final class NaiveOnJetty {
    private NaiveOnJetty() {}

    /**
     * Serves until the process ends.
     *
     * @param args port
     */
    public static void main(String[] args) throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        JakartaWebSocketServletContainerInitializer.configure(context, (servletContext, container) -> {
            // Or Jetty hangs up after 30 seconds of silence.
            container.setDefaultMaxSessionIdleTimeout(0);
            container.addEndpoint(NaiveChat.config(session -> new Delivery.Async(session.getAsyncRemote())));
        });
        EmbeddedJetty.serve(Integer.parseInt(args[0]), context);
    }
}
