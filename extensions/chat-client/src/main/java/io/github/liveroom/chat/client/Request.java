package io.github.liveroom.chat.client;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.ChatException;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A command that the application gave, until it knows what became of it. */
final class Request {
    /** Fields whose values mean something else once the room's log has begun anew. */
    private static final List<String> POINTERS =
            List.of("to", "replyTo", "target", "member", "offset", "before", "after");

    final String cmd;
    final Map<String, ? extends @Nullable Object> fields;
    private final Consumer<Fields> done;
    private final Consumer<Answered.Refused> refused;
    private final Consumer<ChatException> failed;

    /** When it was sent first without a word of what became of it, in ticks, or null. */
    @Nullable
    Long inDoubtSince;

    private <T> Request(
            String cmd,
            Map<String, ? extends @Nullable Object> fields,
            Function<Fields, T> read,
            CompletableFuture<Outcome<T>> future) {
        this.cmd = cmd;
        this.fields = fields;
        done = ok -> future.complete(new Outcome.Ok<>(read.apply(ok), ok.flag("dup")));
        refused = answer -> future.complete(answer.why().as());
        failed = future::completeExceptionally;
    }

    /** {@code known} learns at once what became of it. */
    static <T> Request of(
            String cmd,
            Map<String, ? extends @Nullable Object> fields,
            Function<Fields, T> read,
            CompletableFuture<Outcome<T>> known) {
        return new Request(cmd, fields, read, known);
    }

    /** The same for applications: what depends on it runs on the executor. */
    static <T> CompletableFuture<T> onExecutor(CompletionStage<T> known, Executor executor) {
        CompletableFuture<T> told = new CompletableFuture<>();
        known.whenComplete((value, failure) -> executor.execute(() -> {
            if (failure == null) {
                told.complete(value);
            } else {
                told.completeExceptionally(failure);
            }
        }));
        return told;
    }

    static Map<String, Object> range(String end, @Nullable Object at, int limit) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("limit", limit));
        if (at != null) {
            fields.put(end, at);
        }
        return fields;
    }

    static Map<String, Object> about(MemberId member, String reason, @Nullable Duration time) {
        Map<String, Object> fields = new LinkedHashMap<>(Map.of("member", member.toString(), "reason", reason));
        if (time != null) {
            fields.put("forMs", time.toMillis());
        }
        return fields;
    }

    static Answer.Sent sent(Fields fields) {
        return new Answer.Sent(fields.number("offset", 0), Instant.ofEpochMilli(fields.number("at", 0)));
    }

    static long offset(Fields ok) {
        return ok.number("offset", 0);
    }

    static Answer.Done nothing(Fields ok) {
        return new Answer.Done();
    }

    static RoomPage page(Fields ok) {
        return new RoomPage(RoomSnapshot.lines(ok), ok.flag("more"));
    }

    /** Messages have a {@code cid}, so they may be sent again. */
    boolean isSend() {
        return cmd.equals("send");
    }

    boolean isLeave() {
        return cmd.equals("leave");
    }

    /** Whether it names a place or a person that another epoch does not have. */
    boolean points() {
        return POINTERS.stream().anyMatch(fields::containsKey);
    }

    void done(Fields fields) {
        done.accept(fields);
    }

    void failed(String why) {
        failed.accept(new ChatException(cmd + ": " + why));
    }

    /** The last word on a command that is not sent again. */
    void settle(Answered answer) {
        if (answer instanceof Answered.Done ok) {
            done(ok.fields());
        } else if (answer instanceof Answered.Refused no) {
            refused.accept(no);
        } else {
            failed("the connection ended before the answer; it may have been done or not");
        }
    }
}
