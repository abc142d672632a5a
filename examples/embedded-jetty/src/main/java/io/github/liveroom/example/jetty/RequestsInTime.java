package io.github.liveroom.example.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Ends connections on which nobody asks for anything in time. Jetty's own limit begins anew with each byte, so that a head of
 * a request that comes byte by byte keeps its connection for hours. While a request is answered its connection stays, and
 * one that has become a WebSocket is not looked at any more.
 *
 * <p>Thread-safe.
 */
final class RequestsInTime extends Handler.Wrapper implements Connection.Listener {
    private final long limitNanos;
    private final Duration lookEvery;
    private final LongSupplier ticker;

    /** Those with no request, and since when. */
    private final Map<Connection, Long> waiting = new ConcurrentHashMap<>();

    /**
     * To be added to a connector, too.
     *
     * @param limit how long a request may take to begin, from its first byte or none to the last of its head
     * @param ticker nanoseconds that never go back
     */
    RequestsInTime(Handler handler, Duration limit, LongSupplier ticker) {
        super(handler);
        this.limitNanos = limit.toNanos();
        this.lookEvery = limit.dividedBy(8);
        this.ticker = ticker;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        look(getServer().getScheduler());
    }

    private void look(Scheduler scheduler) {
        waiting.forEach((connection, since) -> {
            if (ticker.getAsLong() - since > limitNanos && waiting.remove(connection, since) && isStill(connection)) {
                connection.getEndPoint().close();
            }
        });
        if (!getServer().isStopping() && !getServer().isStopped()) {
            scheduler.schedule(() -> look(scheduler), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** It has not become a WebSocket meanwhile. */
    private static boolean isStill(Connection connection) {
        return connection.getEndPoint().getConnection() == connection;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) { // of HTTP
            waiting.put(connection, ticker.getAsLong());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        waiting.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        waiting.remove(connection);
        Request.addCompletionListener(request, failure -> waitsAgain(connection));
        return super.handle(request, response, callback);
    }

    private void waitsAgain(Connection connection) {
        waiting.put(connection, ticker.getAsLong());
        if (!connection.getEndPoint().isOpen() || !isStill(connection)) {
            waiting.remove(connection); // nobody tells of its end any more
        }
    }
}
