package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.RoomService;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Rooms of two, each of which says something in turn: what a message costs when its room was not looked at for long, so
 * that no cache holds any of it. Rooms keep one entry and messages are without {@code cid}: more that stays would be more to
 * collect, in many rooms and not in one.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets up first
public class ManyRoomsBenchmark {
    private static final int MEMBERS = 2;

    /** How many. */
    @Param({"1", "100000"})
    public int rooms;

    private RoomService service;
    private Crowd[] crowds;
    private int next;

    /** Fills the rooms. */
    @Setup
    public void fill() {
        service = RoomService.builder()
                .maxRooms(rooms)
                .retain(1)
                .executor(Runnable::run)
                .framesPerSecond(0)
                .build();
        crowds = new Crowd[rooms];
        for (int i = 0; i < rooms; i++) {
            crowds[i] = new Crowd(service.create(), MEMBERS);
            crowds[i].begin();
        }
        Collections.shuffle(Arrays.asList(crowds), new Random(1)); // not in the order in which they lie in memory
    }

    /** A message in one room, to both. */
    @Benchmark
    public void message(Deliveries counted) {
        Crowd crowd = crowds[next];
        next = next + 1 == crowds.length ? 0 : next + 1;
        long before = crowd.heard();
        crowd.sayUnnamed();
        counted.deliveries += crowd.heard() - before;
    }

    /** Whether it was measured what should be. */
    @TearDown
    public void check() {
        for (Crowd crowd : crowds) {
            crowd.check();
        }
        service.close();
    }
}
