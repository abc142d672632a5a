package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.session.Conversation;
import io.github.liveroom.chat.jakarta.session.FakeCarrier;
import java.util.ArrayList;
import java.util.List;

/** The other end of a {@link Conversation}. Writes JSON with apostrophes for quotes. */
final class Client {
    final FakeCarrier carrier;
    final Conversation conversation;

    /** Everything that came and was not taken yet. */
    private final List<String> lines = new ArrayList<>();

    private long lastId = 100;

    Client(FakeCarrier carrier, Conversation conversation) {
        this.carrier = carrier;
        this.conversation = conversation;
    }

    // ---------------------------------------------------------------- to the server

    /** Sends lines in one frame. */
    Client say(String... frame) {
        conversation.frame(String.join("\n", frame).replace('\'', '"'));
        return this;
    }

    /** Sends a command, and gives back its answer; what else comes can be taken later. */
    ServerLine ask(String fields) {
        long id = ++lastId;
        say("{'id':" + id + "," + fields + "}");
        return answerTo(id);
    }

    /** The answer to a command that was sent before. */
    ServerLine answerTo(long id) {
        receive();
        for (String line : lines) {
            ServerLine parsed = ServerLine.parse(line);
            if (parsed.fields().get("id") instanceof Long answered && answered == id) {
                lines.remove(line);
                return parsed;
            }
        }
        throw new AssertionError("no answer to " + id + " in " + lines + ", closed with " + carrier.closeCode());
    }

    /** Sends a command that is carried out. */
    ServerLine ok(String fields) {
        ServerLine answer = ask(fields);
        if (answer.fields().get("ok") instanceof ServerLine ok) {
            return ok;
        }
        throw new AssertionError(fields + " is refused: " + answer.fields());
    }

    /** Sends a command that is refused; gives back the error's code. */
    String refused(String fields) {
        ServerLine answer = ask(fields);
        if (get(answer, "error.code") instanceof String code) {
            return code;
        }
        throw new AssertionError(fields + " is carried out: " + answer.fields());
    }

    /** A join; fields may be empty. */
    static String entering(Object room, String fields) {
        return about(room, "join", fields);
    }

    /** A member's command; fields may be empty. */
    static String about(Object room, String cmd, String fields) {
        return "'cmd':'" + cmd + "','room':'" + room + "'" + (fields.isEmpty() ? "" : "," + fields);
    }

    ServerLine ok(RoomCode room, String cmd, String fields) {
        return ok(about(room, cmd, fields));
    }

    String refused(RoomCode room, String cmd, String fields) {
        return refused(about(room, cmd, fields));
    }

    /** Creates a room and enters it, as its owner. */
    RoomCode found(String name) {
        RoomCode room = new RoomCode(String.valueOf(get(ok("'cmd':'create'"), "code")));
        join(room, name);
        return room;
    }

    ServerLine join(RoomCode room, String name) {
        return ok("'cmd':'join','room':'" + room + "','name':'" + name + "'");
    }

    ServerLine send(RoomCode room, String text, String cid) {
        return ok("'cmd':'send','room':'" + room + "','text':'" + text + "','cid':'" + cid + "'");
    }

    // ---------------------------------------------------------------- from the server

    private void receive() {
        lines.addAll(carrier.takeLines());
    }

    /** Every line since this was last called, but for answers that were taken. */
    List<String> take() {
        receive();
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** The same, with apostrophes for quotes. */
    List<String> takeReadable() {
        return take().stream().map(line -> line.replace('"', '\'')).toList();
    }

    /** A field of each line since {@link #take()} was last called; null for those that do not have it. */
    List<Object> takeAll(String path) {
        List<Object> values = new ArrayList<>();
        take().forEach(line -> values.add(get(ServerLine.parse(line), path)));
        return values;
    }

    Integer closed() {
        return carrier.closeCode();
    }

    /** A field, as in {@code ok.entries.0.text}; {@code -1} is the last of a list; null if there is none. */
    static Object get(Object from, String path) {
        Object value = from;
        for (String step : path.split("\\.")) {
            if (value instanceof ServerLine line) {
                value = line.fields().get(step);
            } else if (value instanceof List<?> list) {
                int index = Integer.parseInt(step);
                int wrapped = index < 0 ? list.size() + index : index;
                value = wrapped >= 0 && wrapped < list.size() ? list.get(wrapped) : null;
            } else {
                return null;
            }
        }
        return value;
    }

    static int size(Object from, String path) {
        return ((List<?>) get(from, path)).size();
    }
}
