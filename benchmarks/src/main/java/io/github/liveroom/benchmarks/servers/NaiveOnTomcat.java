package io.github.liveroom.benchmarks.servers;

import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.util.function.Function;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** {@link NaiveChat} on an embedded Tomcat. */
public final class NaiveOnTomcat {
    private NaiveOnTomcat() {}

    /**
     * Serves until the process ends.
     *
     * @param args port; {@code blocking} or {@code queued}, see {@link Delivery}; and, if it is not to be Tomcat's own, the
     *     size of the buffers of a connection in bytes, which is also the longest line that is taken
     */
    public static void main(String[] args) throws Exception {
        Function<Session, Delivery> deliveries = switch (args[1]) {
            case "blocking" -> Delivery.Blocking::new;
            case "queued" -> Delivery.Queued::new;
            default -> throw new IllegalArgumentException("deliveries are blocking or queued, not " + args[1]);
        };
        EmbeddedTomcat.serve(Integer.parseInt(args[0]), context -> {
            if (args.length > 2) {
                EmbeddedTomcat.setBuffers(context, args[2]);
            }
            context.addServletContainerInitializer(new WsSci(), null);
            context.addServletContainerInitializer(
                    (classes, servletContext) -> {
                        ServerContainer container =
                                (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName());
                        try {
                            container.addEndpoint(NaiveChat.config(deliveries));
                        } catch (DeploymentException e) {
                            throw new ServletException(e);
                        }
                    },
                    null);
            // Without any servlet Tomcat answers 404 before it asks its own WebSocket filter.
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMapping("/", "default");
        });
    }
}
