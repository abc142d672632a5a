package io.github.liveroom.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {
    private final List<String> seen = new ArrayList<>();

    /** A frame as a server sends it. */
    private static byte[] frame(int first, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(payload.length);
        } else if (payload.length < 65_536) {
            out.write(126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer direct(byte[]... parts) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        for (byte[] part : parts) {
            buffer.put(part);
        }
        return buffer;
    }

    private int read(ByteBuffer buffer, int end) throws ProtocolException {
        return Frames.read(buffer, 0, end, (opcode, last, from, to) -> {
            byte[] payload = new byte[to - from];
            buffer.get(from, payload);
            seen.add(opcode + (last ? "!" : "-") + new String(payload, StandardCharsets.UTF_8));
            return true;
        });
    }

    @Test
    void wholeFramesAreReadWhereverTheStreamIsCut() throws ProtocolException {
        String sixteen = "s".repeat(300);
        ByteBuffer buffer = direct(
                frame(0x81, bytes("one")),
                frame(0x89, bytes("")),
                frame(0x81, bytes(sixteen)),
                frame(0x01, bytes("a")),
                frame(0x80, bytes("b")),
                frame(0x88, new byte[] {0x0f, (byte) 0xa8}));
        int end = buffer.position();
        read(buffer, end);
        List<String> all = List.copyOf(seen);
        assertThat(all).hasSize(6).startsWith("1!one", "9!", "1!" + sixteen, "1-a", "0!b");

        for (int cut = 0; cut < end; cut++) {
            seen.clear();
            int read = read(buffer, cut);
            assertThat(all.subList(0, seen.size())).isEqualTo(seen);
            ByteBuffer rest = buffer.duplicate().position(read).limit(end).slice();
            Frames.read(rest, 0, rest.limit(), (opcode, last, from, to) -> {
                byte[] payload = new byte[to - from];
                rest.get(from, payload);
                seen.add(opcode + (last ? "!" : "-") + new String(payload, StandardCharsets.UTF_8));
                return true;
            });
            assertThat(seen).as("cut at " + cut).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 70_000})
    void lengthsOfAllThreeKindsAreReadAndWritten(int length) throws ProtocolException {
        ByteBuffer buffer = direct(frame(0x82, new byte[length]));
        assertThat(read(buffer, buffer.position())).isEqualTo(buffer.position());
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0)).hasSize(2 + length);

        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) i;
        }
        ByteBuffer out = ByteBuffer.allocateDirect(length + Frames.MAX_HEADER);
        Frames.write(out, Frames.TEXT, payload, length, 0x12_34_ab_cd);
        assertThat(unmasked(out.flip())).isEqualTo(payload);
    }

    /** The payload of a client's frame, after RFC 6455, section 5.3. */
    private static byte[] unmasked(ByteBuffer frame) {
        assertThat(frame.get()).isEqualTo((byte) 0x81);
        int length = frame.get() & 0xff;
        assertThat(length & 0x80).isEqualTo(0x80);
        length &= 0x7f;
        length = length == 126 ? frame.getShort() & 0xffff : length == 127 ? (int) frame.getLong() : length;
        byte[] mask = new byte[4];
        frame.get(mask);
        byte[] payload = new byte[length];
        frame.get(payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        assertThat(frame.hasRemaining()).isFalse();
        return payload;
    }

    @Test
    void aServerMustNotMask() {
        ByteBuffer buffer = direct(new byte[] {(byte) 0x81, (byte) 0x81, 1, 2, 3, 4, 5});
        assertThatThrownBy(() -> read(buffer, 7))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("masked");
    }

    @Test
    void nobodyAskedForExtensions() {
        ByteBuffer buffer = direct(new byte[] {(byte) 0xc1, 0});
        assertThatThrownBy(() -> read(buffer, 2))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("reserved");
    }

    @Test
    void nothingIsReadAfterTheHandlerSaysSo() throws ProtocolException {
        ByteBuffer buffer = direct(frame(0x81, bytes("one")), frame(0x81, bytes("two")));
        int read = Frames.read(buffer, 0, buffer.position(), (opcode, last, from, to) -> false);
        assertThat(read).isEqualTo(5);
    }
}
