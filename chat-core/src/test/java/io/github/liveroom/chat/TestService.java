package io.github.liveroom.chat;

import io.github.liveroom.chat.testkit.FakeTime;
import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.QueuedExecutor;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A service whose time, threads and chance are the test's. */
public final class TestService implements AutoCloseable {
    public final FakeTime time = new FakeTime();
    public final QueuedExecutor executor = new QueuedExecutor();
    public final ScriptedRandom random = new ScriptedRandom(1);
    public final RoomService rooms;

    public TestService() {
        this(settings -> settings);
    }

    public TestService(UnaryOperator<RoomServiceBuilder> settings) {
        rooms = settings.apply(RoomService.builder()
                        .framesPerSecond(0)
                        .clock(time)
                        .ticker(time)
                        .scheduler(time)
                        .executor(executor)
                        .random(random))
                .build();
    }

    public Room room() {
        return create(RoomOptions.DEFAULTS).room();
    }

    public NewRoom create(RoomOptions options) {
        return done(rooms.create(options)).orElseThrow();
    }

    /** Joins by name and waits for nothing: the log in memory answers at once. */
    public InProcessClient join(Room room, String name) {
        InProcessClient client = InProcessClient.connect(room, name);
        client.joined();
        return client;
    }

    /** Runs what the executor has to run before the stage can be complete. */
    public <T> T done(CompletionStage<T> stage) {
        executor.runAll();
        return now(stage);
    }

    /** What the stage is complete with by now. */
    public static <T> T now(CompletionStage<T> stage) {
        if (!stage.toCompletableFuture().isDone()) {
            throw new AssertionError("not done yet");
        }
        return stage.toCompletableFuture().join();
    }

    /** What a command that is done answered. */
    public static Answer answer(CompletionStage<Outcome<Answer>> stage) {
        return now(stage).orElseThrow();
    }

    /** Where a command that is done appended something, or found it. */
    public static long offset(CompletionStage<Outcome<Answer>> stage) {
        Answer answer = answer(stage);
        return answer instanceof Answer.Sent sent ? sent.offset() : ((Answer.Appended) answer).offset();
    }

    /** Why a request was refused. */
    public static Refusal refusal(CompletionStage<? extends Outcome<?>> stage) {
        return refusal(now(stage));
    }

    public static Refusal refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            return refused.refusal();
        }
        throw new AssertionError("not refused: " + outcome);
    }

    public void seconds(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    @Override
    public void close() {
        rooms.close();
        executor.runAll();
    }
}
