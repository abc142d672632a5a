package io.github.liveroom.containers.tyrus;

import io.github.liveroom.chat.jakarta.ChatEndpoint;
import io.github.liveroom.containers.BriefSuite;
import io.github.liveroom.containers.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** The annotated endpoint, which a container only needs to be told the name of. Its settings are system properties. */
class AnnotatedTyrusTest extends BriefSuite {
    AnnotatedTyrusTest() {
        super(new Annotated());
    }

    private static final class Annotated extends Tyrus {
        @Override
        public RunningServer start(Map<String, String> settings, String context) throws Exception {
            settings.forEach((name, value) -> System.setProperty("liveroom." + name, value));
            try {
                ServerContainer server = ServerContainerFactory.createServerContainer(Map.of());
                server.addEndpoint(ChatEndpoint.class);
                server.start(context, 0);
                int port = ((TyrusServerContainer) server).getPort();
                // The settings are read when the first client comes.
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(
                                URI.create("ws://127.0.0.1:" + port + context + "/liveroom/ws"),
                                new WebSocket.Listener() {})
                        .join()
                        .abort();
                return new RunningServer(port, context, server::stop);
            } finally {
                settings.keySet().forEach(name -> System.clearProperty("liveroom." + name));
            }
        }
    }
}
