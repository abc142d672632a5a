package io.github.liveroom.example.jetty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With Jetty's own limit as it is, which begins anew with each byte. */
@Timeout(60)
class RequestsInTimeTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static final Duration LIMIT = Duration.ofMillis(100);

    private final Server server = new Server();
    private final ServerConnector door = new ServerConnector(server);
    private final AtomicLong now = new AtomicLong();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        RequestsInTime limit = new RequestsInTime(
                new Handler.Abstract() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) throws Exception {
                        asked.countDown();
                        answers.await();
                        callback.succeeded();
                        return true;
                    }
                },
                LIMIT,
                now::get);
        door.addEventListener(limit);
        server.addConnector(door);
        server.setHandler(limit);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        answers.countDown();
        server.stop();
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort());
    }

    /** Sends a byte now and then, until the server ends the connection. */
    private void trickleToTheEnd(Socket socket) {
        try {
            socket.setSoTimeout(10);
            while (true) {
                now.addAndGet(LIMIT.toNanos() / 4);
                socket.getOutputStream().write('x');
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    // Not yet.
                }
            }
        } catch (IOException e) {
            // A reset is an end too.
        }
    }

    @Test
    void endsAConnectionWhoseFirstRequestComesTooSlowly() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(ISO_8859_1));
            trickleToTheEnd(socket);
        }
    }

    @Test
    void endsAConnectionWhoseNextRequestComesTooSlowly() throws Exception {
        answers.countDown();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            readHead(socket);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(ISO_8859_1));
            trickleToTheEnd(socket);
        }
    }

    /** By the time that another connection has been ended, this one has been open for longer. */
    @Test
    void leavesARequestThatIsAnsweredSlowly() throws Exception {
        try (Socket slow = connect();
                Socket other = connect()) {
            slow.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            asked.await();
            trickleToTheEnd(other);
            answers.countDown();
            assertThat(readHead(slow)).startsWith("HTTP/1.1 200");
        }
    }

    private static String readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("after %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }
}
