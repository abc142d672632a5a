package io.github.liveroom.benchmarks.peers;

import org.cometd.server.BayeuxServerImpl;
import org.cometd.server.websocket.jetty.JettyWebSocketTransport;
import org.eclipse.jetty.server.Context;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * CometD as it comes, on an embedded Jetty and with its transport for Jetty's own WebSocket API: Bayeux at {@code /cometd}.
 * There is no code of a chat: clients subscribe to {@code /chat/ROOM} and publish to it, and the server broadcasts ("Broadcast
 * Channels" in its manual). All settings are its own ("Configuring the Java Server"), but no compression.
 */
public final class CometdChat {
    private CometdChat() {}

    /**
     * Serves until the process ends.
     *
     * @param args port
     */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        server.addConnector(connector);
        ContextHandler context = new ContextHandler("/");
        context.setHandler(WebSocketUpgradeHandler.from(server, context));
        server.setHandler(context);
        BayeuxServerImpl bayeux = new BayeuxServerImpl();
        bayeux.setOption(Context.class.getName(), context.getContext());
        bayeux.setOption("ws.cometdURLMapping", "/cometd/*");
        bayeux.setOption("ws.enableExtension.permessage-deflate", "false");
        bayeux.setTransports(new JettyWebSocketTransport(bayeux));
        // CometdHandler would do this for us, and serve HTTP besides.
        context.addManaged(bayeux);
        server.start();
        System.out.println("ready " + connector.getLocalPort());
    }
}
