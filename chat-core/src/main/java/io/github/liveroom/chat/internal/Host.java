package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.internal.text.Texts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the host application does in a room, where it may do everything. Without a state: not to be kept.
 *
 * <p>By any thread.
 */
final class Host {
    /** Nobody means more than that, and calendars end. */
    private static final Duration MAX_BAN = Duration.ofDays(36_525);

    private final ActiveRoom room;
    private final ServiceConfig config;

    Host(ActiveRoom room, ServiceConfig config) {
        this.room = room;
        this.config = config;
    }

    CompletionStage<Outcome<Answer.Done>> post(String name, String text) {
        int max = config.limits().nameLength();
        return Texts.message(name, max) == Texts.Verdict.ACCEPTED
                ? decide(new Request.Announce(name, text))
                : refused(Refusal.NAME_INVALID, "name: not 1 to " + max + " code points");
    }

    CompletionStage<Outcome<Answer.Done>> update(RoomChanges changes) {
        Request.Update wanted = new Request.Update(null, changes);
        Decision.Refuse malformed = room.rules().malformed(wanted);
        if (malformed != null) {
            return refused(malformed.refusal(), malformed.detail());
        }
        CompletableFuture<Outcome<Request>> hashed = new CompletableFuture<>();
        room.requests().hash(wanted, hashed::complete);
        return hashed.thenCompose(outcome -> outcome instanceof Outcome.Refused<Request> refused
                ? CompletableFuture.completedStage(refused.as())
                : decide(outcome.orElseThrow()));
    }

    CompletionStage<Outcome<Answer.Done>> ban(MemberId member, @Nullable Duration length, String reason) {
        if (length != null && (length.isNegative() || length.isZero() || length.compareTo(MAX_BAN) > 0)) {
            return refused(Refusal.BAD_REQUEST, "length: not above 0, or more than " + MAX_BAN.toDays() + " days");
        }
        // By what the person can be known is the room's to say, when it gets there.
        return later(done -> room.again(task(room.requests().ban(null, member, length, reason), done)));
    }

    CompletionStage<Outcome<Answer.Done>> unban(MemberId member) {
        return later(done -> {
            Outcome<Answer> outcome = room.pardon(null, member);
            done.complete(
                    outcome instanceof Outcome.Refused<Answer> refused ? refused.as() : Outcome.ok(new Answer.Done()));
        });
    }

    CompletionStage<Outcome<Answer.Done>> decide(Request request) {
        CompletableFuture<Outcome<Answer.Done>> done = new CompletableFuture<>();
        room.submit(task(request, done));
        return done;
    }

    private Task task(Request request, CompletableFuture<Outcome<Answer.Done>> done) {
        return new ServerTask(room, now -> true, request, outcome -> {
            if (outcome instanceof Outcome.Ok) {
                room.moderated(Deeds.of(room.state(), request));
            }
            done.complete(outcome);
        });
    }

    private CompletionStage<Outcome<Answer.Done>> later(Consumer<CompletableFuture<Outcome<Answer.Done>>> run) {
        CompletableFuture<Outcome<Answer.Done>> done = new CompletableFuture<>();
        room.submit(new Later(() -> run.accept(done), done));
        return done;
    }

    private static CompletionStage<Outcome<Answer.Done>> refused(Refusal refusal, String detail) {
        return CompletableFuture.completedStage(Outcome.refused(refusal, detail));
    }

    /** Needs the room up to date; a defect is an outcome too. */
    private record Later(Runnable run, CompletableFuture<Outcome<Answer.Done>> done) implements Task {
        @Override
        public Plan plan(RoomState state) {
            return new Plan.AfterOthers(run);
        }

        @Override
        public void refused(Outcome.Refused<?> why) {
            done.complete(why.as());
        }
    }
}
