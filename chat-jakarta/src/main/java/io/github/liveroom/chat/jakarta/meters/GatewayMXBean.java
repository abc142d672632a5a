package io.github.liveroom.chat.jakarta.meters;

import java.util.Map;

/** The numbers of a gateway over JMX: what {@link Reading} has, since it was opened. */
public interface GatewayMXBean {
    /**
     * Open connections.
     *
     * @return as of now
     */
    long getConnections();

    /**
     * Connections ever opened.
     *
     * @return as of now
     */
    long getConnectionsOpened();

    /**
     * Connections that have ended.
     *
     * @return how many, by close code
     */
    Map<String, Long> getCloses();

    /**
     * Members of all rooms, those who are away too.
     *
     * @return as of now
     */
    long getMembers();

    /**
     * Open rooms.
     *
     * @return as of now
     */
    long getRooms();

    /**
     * Rooms ever opened.
     *
     * @return as of now
     */
    long getRoomsOpened();

    /**
     * Entries appended to rooms.
     *
     * @return how many, by type
     */
    Map<String, Long> getEntries();

    /**
     * Entries handed to connections, each counted.
     *
     * @return as of now
     */
    long getDeliveries();

    /**
     * How long deliveries took on average, since the server began.
     *
     * @return in milliseconds; 0 before the first
     */
    double getDeliveryMillis();

    /**
     * Commands that were refused.
     *
     * @return how many, by error code
     */
    Map<String, Long> getRefusals();

    /**
     * The most bytes that waited for one client in the last one to two minutes.
     *
     * @return bytes
     */
    int getQueueBytesPeak();

    /**
     * Times a room's log failed.
     *
     * @return as of now
     */
    long getLogFailures();

    /**
     * Events that a listener of the application was too slow to hear.
     *
     * @return as of now
     */
    long getListenerEventsLost();
}
