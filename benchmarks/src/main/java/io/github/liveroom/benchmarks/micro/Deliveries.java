package io.github.liveroom.benchmarks.micro;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts how often a message came to a member: JMH then gives the time for each. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Deliveries {
    /** Since the iteration began. JMH sets it to zero. */
    public long deliveries;
}
