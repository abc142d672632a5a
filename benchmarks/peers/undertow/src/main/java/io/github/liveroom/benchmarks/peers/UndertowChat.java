package io.github.liveroom.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The chat on Undertow's own WebSocket API, after the {@code ChatServer} among Undertow's examples: what somebody says goes
 * to {@code WebSockets.sendText} for each channel in a loop, without waiting. Undertow queues what a channel cannot take yet.
 * No compression: that would be {@code addExtension(new PerMessageDeflateHandshake())}.
 */
public final class UndertowChat {
    /** What goes either way; what a line of its type does not have is null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String type, String room, String name, String from, String text) {}

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final Map<String, Set<WebSocketChannel>> rooms = new ConcurrentHashMap<>();

    private UndertowChat() {
        ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        reader = json.readerFor(Line.class);
        writer = json.writerFor(Line.class);
    }

    /**
     * Serves until the process ends.
     *
     * @param args port
     */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        UndertowChat chat = new UndertowChat();
        Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(Handlers.path().addExactPath("/ws", Handlers.websocket((exchange, channel) -> {
                    Member member = chat.new Member(channel);
                    channel.getReceiveSetter().set(member);
                    channel.addCloseTask(closed -> member.leave());
                    channel.resumeReceives();
                })))
                .build()
                .start();
        System.out.println("ready " + port);
    }

    /** One channel; called by that channel's thread. */
    private final class Member extends AbstractReceiveListener {
        private final WebSocketChannel channel;
        private String room;
        private String name;

        Member(WebSocketChannel channel) {
            this.channel = channel;
        }

        @Override
        protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) throws IOException {
            Line line = reader.readValue(message.getData());
            switch (line.type()) {
                case "join" -> join(line.room(), line.name());
                case "msg" -> tell(new Line("msg", null, null, name, line.text()), true);
                case "leave" -> leave();
                default -> throw new IOException("there is no such type of line");
            }
        }

        private void join(String to, String as) {
            leave();
            room = to;
            name = as;
            rooms.compute(to, (key, there) -> {
                Set<WebSocketChannel> channels = there == null ? ConcurrentHashMap.newKeySet() : there;
                channels.add(channel);
                return channels;
            });
            WebSockets.sendText(encode(new Line("joined", to, null, null, null)), channel, null);
            tell(new Line("join", null, as, null, null), false);
        }

        private void leave() {
            if (room == null) {
                return;
            }
            rooms.computeIfPresent(room, (key, channels) -> {
                channels.remove(channel);
                return channels.isEmpty() ? null : channels;
            });
            tell(new Line("leave", null, name, null, null), false);
            room = null;
        }

        private void tell(Line line, boolean oneself) {
            Set<WebSocketChannel> channels = room == null ? null : rooms.get(room);
            if (channels == null) {
                return;
            }
            String text = encode(line);
            for (WebSocketChannel each : channels) {
                if (oneself || each != channel) {
                    WebSockets.sendText(text, each, null);
                }
            }
        }
    }

    private String encode(Line line) {
        try {
            return writer.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
