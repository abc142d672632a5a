package io.github.liveroom.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a kind of server is spoken to over WebSocket. It keeps nothing about members but in {@link Seat#note}; one object is
 * there for all members.
 */
interface Dialect {
    /** Path and query of the handshake. */
    String path();

    /** The subprotocol to offer. */
    default @Nullable String subprotocol() {
        return null;
    }

    /** The connection is there. */
    void connected(Seat seat);

    /** A message came that carries no {@link Mark}; or any message, to who is not in yet and where {@link #hearsAll} says so. */
    void heard(Seat seat, Message message);

    /** Whether {@link #heard} is also called for messages that carry marks. */
    default boolean hearsAll() {
        return false;
    }

    /** Whether {@link #brace} is called. */
    default boolean seesBraces() {
        return false;
    }

    /** There is an opening brace at an index of a message, outside of the texts of marks. */
    default void brace(Seat seat, Message message, int index) {}

    /** Called about once a second as long as the member is not in. */
    default void nudge(Seat seat) {}

    /** Puts together what is sent to publish a text, which needs no escapes. */
    void publish(Line line, Seat seat, int sequence, byte[] text);

    /** Puts together what is sent before the connection is closed; nothing if closing it is the way to leave. */
    default void leave(Line line, Seat seat) {}

    /** The dialects by name. */
    enum Kind {
        LIVEROOM(LiveRoomDialect::new),
        RAWJSON(RawJsonDialect::new),
        SOCKETIO(SocketIoDialect::new),
        COMETD(CometdDialect::new),
        STOMP(StompDialect::new);

        @SuppressWarnings("ImmutableEnumChecker") // a constructor
        private final Supplier<Dialect> dialect;

        Kind(Supplier<Dialect> dialect) {
            this.dialect = dialect;
        }

        /** @throws IllegalArgumentException if there is none */
        static Dialect named(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no dialect " + name))
                    .dialect
                    .get();
        }
    }
}
