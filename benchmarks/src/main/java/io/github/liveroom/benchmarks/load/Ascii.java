package io.github.liveroom.benchmarks.load;

import java.nio.charset.StandardCharsets;

/** Words of a protocol as bytes. */
final class Ascii {
    private Ascii() {}

    static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
