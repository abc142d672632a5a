package io.github.liveroom.chat.jakarta.wire;

import java.nio.charset.StandardCharsets;

/** Frames as Server-Sent Events (HTML Living Standard, section 9.2): an event each, without name and id. */
public final class EventStream {
    /** What such a stream is to be called. */
    public static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";

    private EventStream() {}

    /**
     * A frame as an event.
     *
     * @param frame lines, separated by line feeds; none holds a carriage return, which would end it here
     * @return a {@code data:} line for each, and the empty line that ends the event
     */
    public static byte[] event(String frame) {
        return ("data: " + frame.replace("\n", "\ndata: ") + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a reader skips: it shows whether there still is one.
     *
     * @return a comment
     */
    public static byte[] comment() {
        return new byte[] {':', '\n'};
    }
}
