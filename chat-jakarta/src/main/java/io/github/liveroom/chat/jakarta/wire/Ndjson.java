package io.github.liveroom.chat.jakarta.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request that brings lines.
 *
 * @param frame the lines up to the first bad one, which is among them or stands in for one that is not UTF-8
 * @param valid whether there is no bad one
 */
public record Ndjson(String frame, boolean valid) {
    /** A line that is none, for one that cannot be written down. */
    private static final String NO_LINE = "?";

    /**
     * Reads a body.
     *
     * @param body UTF-8
     * @return its lines
     */
    public static Ndjson read(byte[] body) {
        StringBuilder frame = new StringBuilder(body.length);
        for (int start = 0, end; start <= body.length; start = end + 1) {
            end = start;
            // No byte of a longer sign is a line feed (RFC 3629, section 3).
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            String line = decode(ByteBuffer.wrap(body, start, end - start));
            frame.append(line).append('\n');
            if (!isLine(line)) {
                return new Ndjson(frame.toString(), false);
            }
        }
        return new Ndjson(frame.toString(), true);
    }

    private static String decode(ByteBuffer line) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(line)
                    .toString();
        } catch (CharacterCodingException e) {
            return NO_LINE;
        }
    }

    private static boolean isLine(String text) {
        if (text.isBlank()) {
            return true;
        }
        try {
            Line line = Line.parse(text);
            return line.isEmpty() || line.id() >= 0;
        } catch (Line.Malformed e) {
            return false;
        }
    }
}
