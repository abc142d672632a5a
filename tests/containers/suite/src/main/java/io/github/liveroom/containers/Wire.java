package io.github.liveroom.containers;

/** One connection of a client, whatever carries it. Thread-safe. */
interface Wire {
    /** What comes. Called by one thread at a time. */
    interface Ear {
        /** A frame of the server's. */
        void heard(Wire from, String frame);

        /** The last that is heard: a close code, or 1006 if the connection broke. */
        void ended(int code, String reason);
    }

    /** What there is of them. */
    enum Kind {
        WEBSOCKET {
            @Override
            Wire open(RunningServer server, String address, Ear ear) {
                return new SocketWire(server, address, ear, "liveroom.v1");
            }
        },
        STREAM {
            @Override
            Wire open(RunningServer server, String address, Ear ear) {
                return new StreamWire(server, address, ear);
            }
        };

        /** Connects as somebody who has this address. */
        abstract Wire open(RunningServer server, String address, Ear ear);
    }

    /** Sends a frame, after those before it. */
    void send(String frame);

    /** Says that it is over for good; false if that cannot be said here. */
    boolean sayGoodbye();

    /** Breaks, as a dead network does, and waits for nothing. */
    void cut();

    /** The same, and the server tries to say something, whereby it notices. */
    void drop();
}
