package io.github.liveroom.chat.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream of server-sent events apart (WHATWG HTML, "Server-sent events"), as far as this protocol uses it: only
 * {@code data} counts. Lines end with LF or CRLF. Not thread-safe.
 */
final class EventStream {
    private static final int MAX_EVENT = 4 * 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable StringBuilder data;

    /**
     * Reads on.
     *
     * @return the data of the events that are whole by now
     * @throws IllegalStateException if an event is too long to be one of this protocol
     */
    List<String> read(List<ByteBuffer> buffers) {
        List<String> events = new ArrayList<>();
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                if (next == '\n') {
                    endLine(events);
                } else {
                    line.write(next);
                }
            }
            if (line.size() + (data == null ? 0 : data.length()) > MAX_EVENT) {
                throw new IllegalStateException("an event has at most " + MAX_EVENT + " bytes");
            }
        }
        return events;
    }

    private void endLine(List<String> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty()) {
            if (data != null) {
                events.add(data.toString());
                data = null;
            }
        } else if (text.startsWith("data:")) {
            String value = text.substring(text.startsWith("data: ") ? 6 : 5);
            data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
        }
    }
}
