package io.github.liveroom.chat.jakarta;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps servlet containers from deploying {@link ChatEndpoint} by its annotation: {@link ChatUpgradeServlet} has its path
 * there, and Jetty would never ask it. Annotated endpoints of the host are deployed as ever.
 */
public final class ChatEndpoints implements ServerApplicationConfig {
    /** Called by containers. */
    public ChatEndpoints() {}

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
        return Set.of();
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        return scanned.stream().filter(type -> type != ChatEndpoint.class).collect(Collectors.toSet());
    }
}
