package io.github.liveroom.containers;

/** A server whose web application is taken away and put back while the server runs. */
public interface Host extends AutoCloseable {
    /**
     * The server.
     *
     * @return closing it does nothing; close the host
     */
    RunningServer server();

    /**
     * Puts the application in.
     *
     * @return its class loader; nobody else is to keep it
     * @throws Exception if it does not start
     */
    ClassLoader deploy() throws Exception;

    /**
     * Takes it away again, and forgets it.
     *
     * @throws Exception if it does not stop
     */
    void undeploy() throws Exception;

    /** Ends the server. */
    @Override
    void close();
}
