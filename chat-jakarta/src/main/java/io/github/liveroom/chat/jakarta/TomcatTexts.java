package io.github.liveroom.chat.jakarta;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends texts to one client of Tomcat in bytes. Given as a string, a text is made into UTF-8 there character by character,
 * and cut into frames of 8 KiB: at 32 messages in a frame, that is 43 % of all that a busy server does.
 *
 * <p>What it calls is not public. Tomcat 10.1 and 11 have it; where it is not found or not to be reached (a module that is
 * closed to others), {@link #to} gives null, and texts go as strings.
 */
final class TomcatTexts {
    /** The opcode of RFC 6455, section 5.2. */
    private static final byte TEXT = 1;

    /**
     * What to call.
     *
     * @param type of a session's remote endpoint
     * @param base gives the one behind it, which sends
     * @param send its method
     */
    private record Door(Class<?> type, MethodHandle base, MethodHandle send) {
        static @Nullable Door find(ClassLoader loader) {
            String names = "org.apache.tomcat.websocket.WsRemoteEndpoint";
            try {
                Class<?> type = Class.forName(names + "Base", false, loader);
                Class<?> base = Class.forName(names + "ImplBase", false, loader);
                MethodType send = MethodType.methodType(
                        void.class, byte.class, ByteBuffer.class, boolean.class, SendHandler.class);
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                return new Door(
                        type,
                        MethodHandles.privateLookupIn(type, lookup)
                                .findGetter(type, "base", base)
                                .asType(MethodType.methodType(Object.class, RemoteEndpoint.Async.class)),
                        MethodHandles.privateLookupIn(base, lookup)
                                .findVirtual(base, "startMessage", send)
                                .asType(send.insertParameterTypes(0, Object.class)));
            } catch (ReflectiveOperationException | LinkageError e) {
                return null;
            }
        }
    }

    private static final @Nullable Door DOOR = Door.find(TomcatTexts.class.getClassLoader());

    private final MethodHandle send;
    private final Object base;

    private TomcatTexts(MethodHandle send, Object base) {
        this.send = send;
        this.base = base;
    }

    /** Null if it is not Tomcat's, or not one that is known. */
    static @Nullable TomcatTexts to(RemoteEndpoint.Async remote) {
        if (DOOR == null || !DOOR.type().isInstance(remote)) {
            return null;
        }
        try {
            return new TomcatTexts(DOOR.send(), (Object) DOOR.base().invokeExact(remote));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** As {@link RemoteEndpoint.Async#sendText(String, SendHandler)}, in one frame. */
    void send(String text, SendHandler sent) {
        try {
            send.invokeExact(base, TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true, sent);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Neither declares a checked exception. */
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
