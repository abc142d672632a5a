package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it takes to create, to find and to close a room among few and among very many kept ones. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets up first
public class DirectoryBenchmark {
    private static final RoomOptions KEPT = new RoomOptions(null, null, true, null, null);

    /** Rooms that are there all the time. */
    @Param({"1000", "1000000"})
    public int kept;

    private RoomService rooms;
    /** In another order than they were created, all in one piece: looking at them is not what is measured. */
    private String codes;

    private int next;

    /** Creates those. */
    @Setup
    public void create() {
        rooms = RoomService.builder()
                .maxRooms(kept + 1)
                .codeRest(Duration.ZERO)
                .executor(Runnable::run)
                .build();
        List<String> created = new ArrayList<>(kept);
        for (int i = 0; i < kept; i++) {
            created.add(create(rooms).code() + "\n");
        }
        Collections.shuffle(created, new Random(1));
        codes = String.join("", created);
    }

    private static Room create(RoomService rooms) {
        return rooms.create(KEPT).toCompletableFuture().join().orElseThrow().room();
    }

    /** One of all, by a code as a client sends it. */
    @Benchmark
    public Optional<Room> find() {
        int end = codes.indexOf('\n', next);
        String code = codes.substring(next, end);
        next = end + 1 == codes.length() ? 0 : end + 1;
        return rooms.find(new RoomCode(code));
    }

    /** One more, and its end. */
    @Benchmark
    public Outcome<Answer.Done> createAndClose() {
        return create(rooms).close("").toCompletableFuture().join();
    }

    /** Whether it was measured what should be. */
    @TearDown
    public void check() {
        if (rooms.rooms().size() != kept || find().isEmpty()) {
            throw new IllegalStateException("there are " + rooms.rooms().size() + " rooms instead of " + kept);
        }
        rooms.close();
    }
}
