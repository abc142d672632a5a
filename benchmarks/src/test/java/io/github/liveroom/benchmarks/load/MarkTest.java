package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MarkTest {
    private static final int SIZE = 64;

    private final Mark read = new Mark();

    private static ByteBuffer buffer(String before, byte[] text, String after) {
        byte[] all = (before + new String(text, 0, text.length, StandardCharsets.US_ASCII) + after)
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer direct = ByteBuffer.allocateDirect(all.length);
        return direct.put(all).flip();
    }

    @Test
    void isReadAsItWasWritten() {
        byte[] text = new MessageText(SIZE).of(new Mark().set(0xabc, 0xfed, 123_456_789, Integer.MAX_VALUE, -5L));

        assertThat(read.read(buffer("\"", text, "\""), 1, 1 + SIZE)).isTrue();

        assertThat(read.run()).isEqualTo(0xabc);
        assertThat(read.sender()).isEqualTo(0xfed);
        assertThat(read.room()).isEqualTo(123_456_789);
        assertThat(read.sequence()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read.time()).isEqualTo(-5L);
    }

    @Test
    void everyBitOfATimeIsKept() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            byte[] text = new MessageText(SIZE).of(new Mark().set(1, 2, 3, 4, 1L << bit));
            assertThat(read.read(buffer("", text, ""), 0, SIZE)).isTrue();
            assertThat(read.time()).isEqualTo(1L << bit);
        }
    }

    @Test
    void isNotReadWhereItIsCutOffOrChanged() {
        byte[] text = new MessageText(SIZE).of(new Mark().set(1, 2, 3, 4, 5));
        assertThat(read.read(buffer("", text, ""), 0, Mark.BYTES - 1)).isFalse();
        for (int i = 0; i < Mark.BYTES; i++) {
            byte[] changed = text.clone();
            changed[i] = 'z';
            assertThat(read.read(buffer("", changed, ""), 0, SIZE))
                    .as("byte " + i)
                    .isFalse();
        }
    }

    @Test
    void textsHaveTheirSizeAndNeedNoEscapes() {
        byte[] text = new MessageText(SIZE).of(new Mark().set(1, 2, 3, 4, 5));
        assertThat(text).hasSize(SIZE);
        assertThat(new String(text, StandardCharsets.US_ASCII)).matches("~~[a-p]{38}[a-z ]+\\.");
    }
}
