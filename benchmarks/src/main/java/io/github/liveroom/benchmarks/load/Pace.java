package io.github.liveroom.benchmarks.load;

/** When messages are sent. */
interface Pace {
    /** Sends nothing. */
    Pace NOTHING = new Pace() {
        @Override
        public boolean send(long now) {
            return false;
        }

        @Override
        public long idle(long now) {
            return Long.MAX_VALUE;
        }
    };

    /**
     * Sends what is due.
     *
     * @return whether there was something
     */
    boolean send(long now);

    /** How long there will be nothing to send, in nanoseconds, if nothing arrives. */
    long idle(long now);
}
