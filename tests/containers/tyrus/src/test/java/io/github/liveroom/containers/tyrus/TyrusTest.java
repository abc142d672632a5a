package io.github.liveroom.containers.tyrus;

import io.github.liveroom.chat.jakarta.ChatEndpoint;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.Settings;
import io.github.liveroom.containers.ContainerSuite;
import io.github.liveroom.containers.RunningServer;
import java.util.Map;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** The endpoint alone, with neither servlets nor WAR, on Tyrus and Grizzly: opened and closed by the program. */
class TyrusTest extends ContainerSuite {
    TyrusTest() {
        super(new Programmatic());
    }

    private static final class Programmatic extends Tyrus {
        @Override
        public RunningServer start(Map<String, String> settings, String context) throws Exception {
            ChatGateway gateway = ChatGateway.open(Settings.parse(settings));
            ServerContainer server = ServerContainerFactory.createServerContainer(Map.of());
            server.addEndpoint(ChatEndpoint.config(gateway, "/liveroom/ws"));
            server.start(context, 0);
            return new RunningServer(((TyrusServerContainer) server).getPort(), context, () -> {
                gateway.close();
                server.stop();
            });
        }
    }
}
