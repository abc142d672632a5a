package io.github.liveroom.tests.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and the server that can be cut: a port that passes on to the server what comes in. Thread-safe. */
public final class Cable implements AutoCloseable {
    private final URI far;
    private final ServerSocket door;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final Set<Socket> near = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    /**
     * A cable on a free port of this machine.
     *
     * @param far the server's address; has a port
     */
    public Cable(URI far) {
        this.far = far;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("cable", this::listen);
    }

    /**
     * The server's address, seen through this cable.
     *
     * @return the same, but for the port
     */
    public URI address() {
        return URI.create(far.getScheme() + "://" + far.getHost() + ":" + door.getLocalPort() + far.getPath());
    }

    /** Ends every connection in the middle of whatever it does, and lets no new one through. */
    public void cut() {
        cut = true;
        ends.forEach(Cable::close);
    }

    /** Tells those who came that their connections have ended. What they say still gets through. */
    public void hangUp() {
        near.forEach(Cable::hangUp);
    }

    /** Lets new connections through again. */
    public void mend() {
        cut = false;
    }

    /** Cuts it, and gives the port back. */
    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try {
            while (true) {
                Socket near = door.accept();
                run("cable end", () -> connect(near));
            }
        } catch (IOException e) {
            // The door was closed.
        }
    }

    private void connect(Socket client) {
        if (cut) {
            close(client);
            return;
        }
        try (client;
                Socket server = new Socket(far.getHost(), far.getPort())) {
            near.add(client);
            ends.add(client);
            ends.add(server);
            if (cut) { // meanwhile
                return;
            }
            run("cable back", () -> pass(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
        } catch (IOException e) {
            // One of the two ends is gone, and takes the other along.
        } finally {
            near.remove(client);
            ends.remove(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two ends is gone, and takes the other along.
        } finally {
            ends.remove(from);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    private static void run(String name, Runnable job) {
        Thread thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }
}
