package io.github.liveroom.chat.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A request that has been started asynchronously, and its response. What a container calls, a test calls. */
final class FakeExchange {
    final FakeOutput out = new FakeOutput();
    final Input in = new Input();
    final StringWriter body = new StringWriter();
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status = HttpServletResponse.SC_OK;
    private boolean complete;
    private AsyncListener listener;

    int status() {
        return status;
    }

    boolean isComplete() {
        return complete;
    }

    AsyncListener listener() {
        return listener;
    }

    /** For a listener that does not look at it. */
    static AsyncEvent event() {
        return new AsyncEvent(fake(AsyncContext.class, (method, arguments) -> null));
    }

    AsyncContext context() {
        return fake(AsyncContext.class, (method, arguments) -> switch (method) {
            case "getRequest" -> fake(HttpServletRequest.class, (name, none) -> in);
            case "getResponse" -> response();
            case "addListener" -> listener = (AsyncListener) arguments[0];
            case "complete" -> complete();
            case "setTimeout" -> null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private Object complete() throws IOException {
        if (complete) {
            throw new IllegalStateException("completed twice");
        }
        complete = true;
        listener.onComplete(event());
        return null;
    }

    private HttpServletResponse response() {
        return fake(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getOutputStream" -> out;
            case "setStatus" -> status = (Integer) arguments[0];
            case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
            case "getWriter" -> new PrintWriter(body);
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Call {
        Object answer(String method, Object[] arguments) throws IOException;
    }

    private static <T> T fake(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = call.answer(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }

    /** A body that comes in parts. Complains about a read that was not asked for. */
    static final class Input extends ServletInputStream {
        private final ArrayDeque<byte[]> parts = new ArrayDeque<>();
        private boolean ended;
        private boolean asked;
        private ReadListener reader;

        /** Whether somebody wants to read it. */
        boolean isRead() {
            return reader != null;
        }

        /** More has come. */
        void comes(String... more) throws IOException {
            for (String part : more) {
                parts.add(part.getBytes(StandardCharsets.UTF_8));
            }
            reader.onDataAvailable();
        }

        /** That was all. */
        void ends() throws IOException {
            ended = true;
            reader.onAllDataRead();
        }

        /** It broke. */
        void breaks() {
            reader.onError(new IOException("broken"));
        }

        @Override
        public boolean isFinished() {
            return ended;
        }

        @Override
        public boolean isReady() {
            asked = !parts.isEmpty();
            return asked;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            reader = listener;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int start, int length) {
            if (!asked) {
                throw new AssertionError("read without asking whether it is ready");
            }
            asked = false;
            byte[] part = parts.remove();
            int size = Math.min(part.length, length);
            System.arraycopy(part, 0, to, start, size);
            if (size < part.length) {
                parts.addFirst(Arrays.copyOfRange(part, size, part.length));
            }
            return size;
        }
    }
}
