package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody at the other end of the wire. Keeps every line that comes; waiting is always for one that came already or is to
 * come, never for time to pass. Answers the server's {@code {}} unless told not to.
 *
 * <p>Thread-safe.
 */
final class WireClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Object lock = new Object();
    private final List<Json> lines = new ArrayList<>();
    private final Set<String> rooms = new LinkedHashSet<>();
    private final Wire wire;
    private boolean alive = true;
    private long lastId = 1000; // below that the ids that tests choose
    private int closeCode;
    private String closeReason = "";

    private WireClient(Function<Wire.Ear, Wire> open) {
        wire = open.apply(new Hearing());
    }

    /** Connects as somebody who has this address. */
    static WireClient connect(RunningServer server, String address, Wire.Kind kind) {
        return new WireClient(ear -> kind.open(server, address, ear));
    }

    /** Connects over WebSocket and offers these subprotocols. */
    static WireClient offering(RunningServer server, String address, String... protocols) {
        return new WireClient(ear -> new SocketWire(server, address, ear, protocols));
    }

    // ---------------------------------------------------------------- what goes

    /** Sends a frame as it is. */
    WireClient frame(String text) {
        wire.send(text);
        return this;
    }

    /** A command with a new id; the fields are name, value, name, value. */
    String command(String cmd, @Nullable Object... fields) {
        return command(newId(), cmd, fields);
    }

    static String command(long id, String cmd, @Nullable Object... fields) {
        Object[] all = new Object[fields.length + 4];
        all[0] = "id";
        all[1] = id;
        all[2] = "cmd";
        all[3] = cmd;
        System.arraycopy(fields, 0, all, 4, fields.length);
        return Json.object(all);
    }

    long newId() {
        synchronized (lock) {
            return ++lastId;
        }
    }

    /** Sends a command and waits for nothing. */
    long post(String cmd, @Nullable Object... fields) {
        long id = newId();
        frame(command(id, cmd, fields));
        return id;
    }

    /** Sends a command and waits for its reply, whatever that is. */
    Json call(String cmd, @Nullable Object... fields) {
        return reply(post(cmd, fields));
    }

    /** Sends a command that must succeed, and gives its {@code ok}. */
    Json ok(String cmd, @Nullable Object... fields) {
        return okOf(call(cmd, fields));
    }

    /** Sends a command that must be refused, and gives the code. */
    String error(String cmd, @Nullable Object... fields) {
        return errorOf(call(cmd, fields));
    }

    static Json okOf(Json reply) {
        assertThat(reply.fields()).as("a reply that should be ok: %s", reply).containsExactlyInAnyOrder("id", "ok");
        return reply.at("ok");
    }

    static String errorOf(Json reply) {
        assertThat(reply.fields())
                .as("a reply that should be an error: %s", reply)
                .containsExactlyInAnyOrder("id", "error");
        assertThat(reply.at("error", "message").text())
                .as("the message for logs")
                .isNotBlank();
        return reply.at("error", "code").text();
    }

    /** Creates a room and gives its code. */
    String create(@Nullable Object... fields) {
        return ok("create", fields).at("code").text();
    }

    /** Joins and gives the answer. */
    Json join(String room, String name, @Nullable Object... more) {
        return ok("join", joinFields(room, name, more));
    }

    static @Nullable Object[] joinFields(String room, String name, @Nullable Object... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "room";
        all[1] = room;
        all[2] = "name";
        all[3] = name;
        System.arraycopy(more, 0, all, 4, more.length);
        return all;
    }

    /** Says something and gives the {@code ok}. */
    Json say(String room, String text) {
        return ok("send", "room", room, "text", text, "cid", "c" + newId());
    }

    // ---------------------------------------------------------------- what comes

    Json hello() {
        return await("hello", line -> line.has("hello")).at("hello");
    }

    Json reply(long id) {
        return await("the reply to command " + id, line -> line.at("id").is(id));
    }

    /** The entry of a room with this offset. */
    Json entry(String room, long offset) {
        return await(
                "entry " + offset,
                line -> line.at("room").is(room) && line.at("offset").is(offset));
    }

    /** The first push of a type in a room. */
    Json push(String room, String type) {
        return push(room, type, any -> true);
    }

    /** The first push of a type in a room that is as wanted. */
    Json push(String room, String type, Predicate<Json> wanted) {
        return await(
                "a push of type " + type,
                line -> line.at("room").is(room) && line.at("type").is(type) && wanted.test(line));
    }

    /** The text of a message, once it is here. */
    Json message(String room, String text) {
        return push(room, "message", line -> line.at("text").is(text));
    }

    /** The first line, past or to come, that is as wanted. */
    Json await(String what, Predicate<Json> wanted) {
        return await(what, () -> lines.stream().filter(wanted).findFirst().orElse(null));
    }

    /** Waits until so many lines are as wanted, and gives all of these. */
    List<Json> await(String what, int count, Predicate<Json> wanted) {
        return await(what, () -> {
            List<Json> found = lines.stream().filter(wanted).toList();
            return found.size() >= count ? found : null;
        });
    }

    /** Every line so far. */
    List<Json> lines() {
        synchronized (lock) {
            return List.copyOf(lines);
        }
    }

    /** Every push of a room so far. */
    List<Json> pushes(String room) {
        return lines().stream()
                .filter(line -> line.at("room").is(room) && line.has("type"))
                .toList();
    }

    List<Json> pushes(String room, String type) {
        return pushes(room).stream().filter(line -> line.at("type").is(type)).toList();
    }

    /** The numbered ones among the pushes of a room so far. */
    List<Json> entries(String room) {
        return pushes(room).stream().filter(line -> line.has("offset")).toList();
    }

    /** Waits for the end of the connection. 1006 if it broke without a close frame. */
    int closeCode() {
        return await("the end of the connection", () -> closeCode == 0 ? null : closeCode);
    }

    String closeReason() {
        closeCode();
        synchronized (lock) {
            return closeReason;
        }
    }

    boolean isOpen() {
        synchronized (lock) {
            return closeCode == 0;
        }
    }

    String protocol() {
        return ((SocketWire) wire).protocol();
    }

    StreamWire stream() {
        return (StreamWire) wire;
    }

    private <T> T await(String what, Supplier<@Nullable T> found) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lock) {
            while (true) {
                T result = found.get();
                if (result != null) {
                    return result;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || closeCode != 0) {
                    throw new AssertionError("no " + what + " in "
                            + (closeCode == 0
                                    ? "time"
                                    : "a connection that ended with " + closeCode + " " + closeReason)
                            + lastLines());
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(e);
                }
            }
        }
    }

    private String lastLines() {
        StringBuilder last = new StringBuilder("; the last lines are");
        for (Json line : lines.subList(Math.max(0, lines.size() - 10), lines.size())) {
            last.append("\n    ").append(line.abbreviated());
        }
        return last.toString();
    }

    // ---------------------------------------------------------------- how it ends

    /** From now on the server's {@code {}} gets no answer. */
    WireClient playDead() {
        synchronized (lock) {
            alive = false;
        }
        return this;
    }

    /** Goes for good, as somebody who closes the page. */
    void goAway() {
        if (!wire.sayGoodbye()) {
            List<String> left;
            synchronized (lock) {
                left = List.copyOf(rooms);
            }
            left.forEach(room -> call("leave", "room", room));
            wire.drop();
        }
        closeCode();
    }

    /** Breaks the connection, as a dead network does that the server notices. */
    void drop() {
        wire.drop();
    }

    @Override
    public void close() {
        wire.cut();
    }

    private final class Hearing implements Wire.Ear {
        @Override
        public void heard(Wire from, String frame) {
            synchronized (lock) {
                frame.lines().filter(line -> !line.isBlank()).forEach(line -> line(from, Json.parse(line)));
                lock.notifyAll();
            }
        }

        private void line(Wire from, Json line) {
            lines.add(line);
            if (line.at("ok").has("me")) {
                rooms.add(line.at("ok", "room", "code").text());
            }
            if (alive && line.fields().isEmpty()) {
                from.send("{}");
            }
        }

        @Override
        public void ended(int code, String reason) {
            synchronized (lock) {
                if (closeCode == 0) {
                    closeCode = code;
                    closeReason = reason;
                    lock.notifyAll();
                }
            }
        }
    }
}
