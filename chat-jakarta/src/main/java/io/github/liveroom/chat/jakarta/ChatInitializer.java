package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.pages.AdminRoomServlet;
import io.github.liveroom.chat.jakarta.pages.AdminServlet;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts rooms into the web application that has this library among its own: opens a {@link ChatGateway} with the settings of
 * system properties, environment and context-params, puts a {@link ChatUpgradeServlet} at {@code /liveroom/ws}, and for
 * clients that get no WebSocket through a {@link ChatStreamServlet} at {@code /liveroom/stream} and a {@link
 * ChatCommandsServlet} at {@code /liveroom/commands}, for operators a {@link ChatMetricsServlet} at {@code
 * /liveroom/metrics}, a {@link ChatHealthServlet} at {@code /liveroom/health} and a {@link ChatCheckServlet} at {@code
 * /liveroom/check}, and if it is {@linkplain ChatGatewayBuilder#admin so set} an {@link AdminServlet} and an {@link
 * AdminRoomServlet} at {@code /liveroom/admin}; and closes the gateway with the application, and connections with the HTTP session
 * that they were opened in. Where the public origin is of TLS, the session's cookie is marked {@code Secure}.
 *
 * <p>The context-param {@code liveroom.auto} = {@code false} leaves all that to the host.
 */
public final class ChatInitializer implements ServletContainerInitializer {
    /** Called by containers. */
    public ChatInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        if ("false".equals(context.getInitParameter("liveroom.auto"))) {
            return;
        }
        ChatGateway gateway;
        try {
            gateway = ChatGateway.open(Settings.fromEnvironment(paramsOf(context)), context.getContextPath());
        } catch (IllegalArgumentException e) {
            throw new ServletException(e.getMessage(), e);
        }
        context.setAttribute(ChatGateway.ATTRIBUTE, gateway);
        if (gateway.isSecure()) {
            // Behind a proxy that ends TLS, the container takes each request for one without.
            context.getSessionCookieConfig().setSecure(true);
        }
        context.addListener(new Closing(gateway));
        context.addListener(new SessionEnds(gateway));
        add(context, new ChatUpgradeServlet(gateway, gateway.stop()::goAway), gateway.endpointPath());
        add(context, new ChatStreamServlet(gateway, gateway.stop()::goAway), gateway.streamPath());
        add(context, new ChatCommandsServlet(gateway), gateway.commandsPath());
        add(context, new ChatMetricsServlet(gateway), gateway.metricsPath());
        add(context, new ChatHealthServlet(gateway), gateway.healthPath() + "/*");
        add(context, new ChatCheckServlet(gateway), gateway.checkPath() + "/*");
        if (gateway.hasAdmin()) {
            String rooms = gateway.adminPath() + AdminRoomServlet.PATH + "*";
            context.addListener(new Guard(List.of(
                    add(context, new AdminServlet(), gateway.adminPath()),
                    add(context, new AdminRoomServlet(), rooms))));
        }
    }

    private static ServletRegistration.Dynamic add(ServletContext context, Servlet servlet, String path) {
        ServletRegistration.Dynamic added =
                context.addServlet(servlet.getClass().getName(), servlet);
        added.addMapping(path);
        added.setAsyncSupported(true);
        return added;
    }

    private static Map<String, String> paramsOf(ServletContext context) {
        return Collections.list(context.getInitParameterNames()).stream()
                .collect(Collectors.toMap(Function.identity(), context::getInitParameter));
    }

    /** Ends connections with the HTTP session that they were opened in. */
    private static final class SessionEnds implements HttpSessionListener {
        private final ChatGateway gateway;

        SessionEnds(ChatGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            gateway.sessionEnded(event.getSession());
        }
    }

    /** Has the container ask who it is. When the application begins: Jetty 12.0 forgets what an initializer says of that. */
    private static final class Guard implements ServletContextListener {
        private final List<ServletRegistration.Dynamic> servlets;

        Guard(List<ServletRegistration.Dynamic> servlets) {
            this.servlets = servlets;
        }

        @Override
        public void contextInitialized(ServletContextEvent event) {
            servlets.forEach(servlet -> servlet.setServletSecurity(new ServletSecurityElement(
                    new HttpConstraintElement(TransportGuarantee.NONE, ChatGateway.ADMIN_ROLE))));
        }
    }

    /** Closes the gateway with the application. */
    private static final class Closing implements ServletContextListener {
        private final ChatGateway gateway;

        Closing(ChatGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            gateway.close();
            RecordHandles.forget();
        }
    }
}
