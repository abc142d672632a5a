package io.github.liveroom.chat.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A response that takes as many calls as it is told to, and complains about one that was not asked for. Calls its listener
 * only when a test does. One thread at a time.
 */
final class FakeOutput extends ServletOutputStream {
    /** The lengths of what was written; 0 for a flush. */
    final List<Integer> calls = new ArrayList<>();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int room = Integer.MAX_VALUE;
    private boolean asked;
    private IOException failure;
    private Runnable meanwhile = () -> {};
    private WriteListener listener;

    /** Has room for so many calls, and no more until this is called again. */
    FakeOutput takes(int moreCalls) {
        room = moreCalls;
        return this;
    }

    /** Fails from now on. */
    FakeOutput failsWith(IOException newFailure) {
        failure = newFailure;
        return this;
    }

    /** Does something during each write. */
    FakeOutput meanwhile(Runnable task) {
        meanwhile = task;
        return this;
    }

    String text() {
        return bytes.toString(UTF_8);
    }

    WriteListener listener() {
        return listener;
    }

    @Override
    public boolean isReady() {
        asked = room > 0;
        return asked;
    }

    @Override
    public void setWriteListener(WriteListener newListener) {
        listener = newListener;
    }

    private void called(int length) throws IOException {
        if (!asked) {
            throw new AssertionError("written without asking whether it is ready");
        }
        asked = false;
        room--;
        calls.add(length);
        meanwhile.run();
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
        called(length);
        bytes.write(from, start, length);
    }

    @Override
    public void flush() throws IOException {
        called(0);
    }
}
