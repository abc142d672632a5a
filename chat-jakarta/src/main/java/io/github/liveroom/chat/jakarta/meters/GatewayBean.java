package io.github.liveroom.chat.jakarta.meters;

import java.util.Map;
import java.util.function.LongSupplier;

/** Reads the numbers whenever somebody looks at one. */
public final class GatewayBean implements GatewayMXBean {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Tally tally;
    private final LongSupplier ticker;

    /**
     * Shows a tally.
     *
     * @param tally counts
     * @param ticker nanoseconds that never go back
     */
    public GatewayBean(Tally tally, LongSupplier ticker) {
        this.tally = tally;
        this.ticker = ticker;
    }

    private Reading read() {
        return tally.read(ticker.getAsLong());
    }

    @Override
    public long getConnections() {
        return read().connections();
    }

    @Override
    public long getConnectionsOpened() {
        return read().connectionsOpened();
    }

    @Override
    public Map<String, Long> getCloses() {
        return read().closes();
    }

    @Override
    public long getMembers() {
        return read().members();
    }

    @Override
    public long getRooms() {
        return read().rooms();
    }

    @Override
    public long getRoomsOpened() {
        return read().roomsOpened();
    }

    @Override
    public Map<String, Long> getEntries() {
        return read().entries();
    }

    @Override
    public long getDeliveries() {
        return read().deliveries();
    }

    @Override
    public double getDeliveryMillis() {
        Reading.Latency latency = read().latency();
        return latency.count() == 0 ? 0 : latency.nanos() / NANOS_PER_MILLI / latency.count();
    }

    @Override
    public Map<String, Long> getRefusals() {
        return read().refusals();
    }

    @Override
    public int getQueueBytesPeak() {
        return read().queuePeak();
    }

    @Override
    public long getLogFailures() {
        return read().logFailures();
    }

    @Override
    public long getListenerEventsLost() {
        return read().eventsLost();
    }
}
