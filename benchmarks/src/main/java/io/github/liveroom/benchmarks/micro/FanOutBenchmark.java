package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.RoomServiceBuilder;
import io.github.liveroom.chat.testkit.FakeTime;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One room: what it takes to get a message to all its members, once it has been said. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets up first
public class FanOutBenchmark {
    private static final int FRAMES_PER_SECOND = 50;
    private static final Duration FRAME = Duration.ofSeconds(1).dividedBy(FRAMES_PER_SECOND);

    /** So many messages make a room a busy one. */
    private static final int BURST = 16;

    /** In the room. */
    @Param({"10", "100", "1000"})
    public int members;

    /** Messages that go together, as they do in a busy room. With 1 each goes at once. */
    @Param({"1", "32"})
    public int gathered;

    private final FakeTime time = new FakeTime();
    private RoomService rooms;
    private Crowd crowd;

    /** Fills the room. */
    @Setup
    public void fill() {
        RoomServiceBuilder builder = RoomService.builder()
                .maxMembers(members)
                .executor(Runnable::run)
                .framesPerSecond(0);
        if (gathered > 1) {
            builder.framesPerSecond(FRAMES_PER_SECOND).ticker(time).scheduler(time);
        }
        rooms = builder.build();
        crowd = new Crowd(rooms.create(), members);
        time.advance(Duration.ofSeconds(1));
        crowd.begin();
        for (int i = 0; gathered > 1 && i < BURST; i++) {
            crowd.say();
        }
    }

    /** As many messages as go together. */
    @Benchmark
    public void messages(Deliveries counted) {
        long before = crowd.heard();
        for (int i = 0; i < gathered; i++) {
            crowd.say();
        }
        if (gathered > 1) {
            time.advance(FRAME);
        }
        counted.deliveries += crowd.heard() - before;
    }

    /** Whether it was measured what should be. */
    @TearDown
    public void check() {
        crowd.check();
        rooms.close();
    }
}
