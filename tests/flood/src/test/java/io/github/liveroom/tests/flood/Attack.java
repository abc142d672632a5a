package io.github.liveroom.tests.flood;

import java.io.IOException;

/** What one address does to a server, until it is closed. */
interface Attack extends AutoCloseable {
    /** From where attacks come. */
    String ADDRESS = "127.0.0.1";

    /** Opens it: there has been nothing before. */
    @FunctionalInterface
    interface Begin {
        Attack on(int port) throws IOException;
    }

    /** The next step, if it does not go on by itself. */
    void goOn() throws IOException;

    /** Whether it has come to what it is about; else it goes on. */
    default boolean hasHit() {
        return true;
    }

    @Override
    void close() throws IOException;
}
