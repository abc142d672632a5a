package io.github.liveroom.benchmarks.servers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chat that one writes with Jakarta WebSocket alone, after the tutorials of Jakarta EE and the chat among Tomcat's
 * examples: rooms are sets of clients, and what somebody says is made JSON once and sent to each of them in a loop. One for
 * each connection, whose container calls it one message at a time.
 */
@ServerEndpoint("/ws")
public final class NaiveChat {
    /** What goes either way; what a line of its type does not have is null. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Nullable String type,
            @Nullable String room,
            @Nullable String name,
            @Nullable String from,
            @Nullable String text) {}

    private final Deployment deployment;

    @SuppressWarnings("NullAway.Init") // by opened, which comes first
    private Delivery delivery;

    private @Nullable String room;
    private @Nullable String name;

    private NaiveChat(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * What a container deploys.
     *
     * @param deliveries how a client is sent things
     */
    static ServerEndpointConfig config(Function<Session, Delivery> deliveries) {
        return ServerEndpointConfig.Builder.create(NaiveChat.class, "/ws")
                .configurator(new Deployment(deliveries))
                .build();
    }

    /** What all clients of a server have together. Thread-safe. */
    private static final class Deployment extends ServerEndpointConfig.Configurator {
        private final Function<Session, Delivery> deliveries;
        private final Map<String, Set<NaiveChat>> rooms = new ConcurrentHashMap<>();
        private final ObjectReader reader;
        private final ObjectWriter writer;

        Deployment(Function<Session, Delivery> deliveries) {
            this.deliveries = deliveries;
            ObjectMapper json = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            reader = json.readerFor(Line.class);
            writer = json.writerFor(Line.class);
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new NaiveChat(this));
        }

        /** None, so nothing is compressed. */
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }

    /** Called by the container. */
    @OnOpen
    public void opened(Session session) {
        delivery = deployment.deliveries.apply(session);
    }

    /** Called by the container. */
    @OnMessage
    public void received(String text) throws JsonProcessingException {
        Line line = deployment.reader.readValue(text);
        switch (String.valueOf(line.type())) {
            case "join" -> join(String.valueOf(line.room()), String.valueOf(line.name()));
            case "msg" -> tell(new Line("msg", null, null, name, line.text()), true);
            case "leave" -> leave();
            default -> throw new IllegalArgumentException("there is no such type of line");
        }
    }

    /** Called by the container. */
    @OnClose
    public void closed() throws JsonProcessingException {
        leave();
    }

    /** Called by the container, which closes the connection then. */
    @OnError
    public void failed(Throwable failure) {}

    private void join(String to, String as) throws JsonProcessingException {
        leave();
        room = to;
        name = as;
        deployment.rooms.compute(to, (key, there) -> {
            Set<NaiveChat> members = there == null ? ConcurrentHashMap.newKeySet() : there;
            members.add(this);
            return members;
        });
        send(deployment.writer.writeValueAsString(new Line("joined", to, null, null, null)));
        tell(new Line("join", null, as, null, null), false);
    }

    private void leave() throws JsonProcessingException {
        if (room == null) {
            return;
        }
        deployment.rooms.computeIfPresent(room, (key, members) -> {
            members.remove(this);
            return members.isEmpty() ? null : members;
        });
        tell(new Line("leave", null, name, null, null), false);
        room = null;
    }

    private void tell(Line line, boolean oneself) throws JsonProcessingException {
        Set<NaiveChat> members = room == null ? null : deployment.rooms.get(room);
        if (members == null) {
            return;
        }
        String text = deployment.writer.writeValueAsString(line);
        for (NaiveChat member : members) {
            if (oneself || member != this) {
                member.send(text);
            }
        }
    }

    private void send(String text) {
        try {
            delivery.send(text);
        } catch (RuntimeException e) {
            // Gone; the container says so to its own endpoint.
        }
    }
}
