package io.github.liveroom.benchmarks.load;

/** A member as its dialect sees it. */
interface Seat {
    /** The room's name or code as the server knows it. */
    String room();

    /** A name that no other member of the run has. */
    String name();

    /** Whether {@link #entered} was called. */
    boolean isIn();

    /** What the dialect noted here, empty at first. */
    String note();

    void note(String note);

    /** Sends one text message. */
    void say(String text);

    /** The member is in its room. */
    void entered();

    /** The server does not let the member in; ends the connection. */
    void turnedAway(String why);

    /** The server did not take a message of this member. */
    void refused(long sequence);
}
