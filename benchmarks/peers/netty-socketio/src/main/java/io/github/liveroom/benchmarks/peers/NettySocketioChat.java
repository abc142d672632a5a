package io.github.liveroom.benchmarks.peers;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;

/**
 * The chat on netty-socketio, after its demo ({@code ChatLauncher}) and "Rooms" in its readme: {@code
 * getRoomOperations(room).sendEvent}. WebSocket only, the default namespace, no compression, all other settings its own.
 *
 * <p>{@code join} {room, name} is answered with {@code joined} and told the others as {@code join}; {@code msg} with a text goes
 * to the room as {@code msg} {from, text}; {@code leave} and a disconnection are told the others as {@code leave}.
 */
public final class NettySocketioChat {
    private static final String ROOM = "room";
    private static final String NAME = "name";

    /** What a client joins with. */
    record Join(String room, String name) {}

    /** What somebody said. */
    record Message(String from, String text) {}

    /** Who came or went. */
    record Notice(String name) {}

    private NettySocketioChat() {}

    /**
     * Serves until the process ends.
     *
     * @param args port; and {@code native} for epoll instead of the JDK's own selector
     */
    public static void main(String[] args) {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(Integer.parseInt(args[0]));
        // The port of a server that just ended can be had.
        configuration.getSocketConfig().setReuseAddress(true);
        configuration.setTransports(Transport.WEBSOCKET);
        configuration.setHttpCompression(false);
        configuration.setWebsocketCompression(false);
        configuration.setUseLinuxNativeEpoll(args.length > 1 && args[1].equals("native"));
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("join", Join.class, (client, join, ack) -> {
            leave(server, client);
            client.set(ROOM, join.room());
            client.set(NAME, join.name());
            client.joinRoom(join.room());
            client.sendEvent("joined", join.room());
            server.getRoomOperations(join.room()).sendEvent("join", client, new Notice(join.name()));
        });
        server.addEventListener("msg", String.class, (client, text, ack) -> {
            String room = client.get(ROOM);
            String name = client.get(NAME);
            server.getRoomOperations(room).sendEvent("msg", new Message(name, text));
        });
        server.addEventListener("leave", Void.class, (client, nothing, ack) -> leave(server, client));
        server.addDisconnectListener(client -> leave(server, client));
        try {
            server.start();
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.out.println("ready " + args[0]);
    }

    private static void leave(SocketIOServer server, SocketIOClient client) {
        String room = client.get(ROOM);
        String name = client.get(NAME);
        if (room != null) {
            client.del(ROOM);
            client.leaveRoom(room);
            server.getRoomOperations(room).sendEvent("leave", client, new Notice(name));
        }
    }
}
