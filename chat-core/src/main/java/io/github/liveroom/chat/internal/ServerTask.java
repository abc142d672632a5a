package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.spi.RoomLog;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Something that the server decides by itself: a grace is over, the host closes the room. */
final class ServerTask implements Task {
    private final ActiveRoom room;
    private final Predicate<RoomState> stillMeant;
    private final Request request;
    private final Consumer<Outcome<Answer.Done>> reply;
    private boolean others;

    /**
     * @param stillMeant asked when the room gets to it; things may have changed since
     * @param request what shall happen
     * @param reply gets the outcome; {@code ok} too if it is not meant any more
     */
    ServerTask(
            ActiveRoom room, Predicate<RoomState> stillMeant, Request request, Consumer<Outcome<Answer.Done>> reply) {
        this.room = room;
        this.stillMeant = stillMeant;
        this.request = request;
        this.reply = reply;
    }

    @Override
    public Plan plan(RoomState state) {
        if (!others) {
            // Whoever comes in with the same batch has to be in before it can be put out.
            others = true;
            return new Plan.AfterOthers(() -> room.again(this));
        }
        if (!stillMeant.test(state)) {
            reply.accept(Outcome.ok(new Answer.Done()));
            return Plan.DONE;
        }
        Decision decision = room.rules().decide(state, request);
        if (decision instanceof Decision.Accept accept && !accept.facts().isEmpty()) {
            return new Plan.Append(new RoomLog.Draft(accept.facts(), null), accept.conditional());
        }
        reply.accept(
                decision instanceof Decision.Refuse refuse
                        ? Outcome.refused(refuse.refusal(), refuse.detail())
                        : Outcome.ok(new Answer.Done()));
        return Plan.DONE;
    }

    @Override
    public void appended(RoomLog.Receipt receipt) {
        reply.accept(Outcome.ok(new Answer.Done()));
    }

    @Override
    public void refused(Outcome.Refused<?> why) {
        reply.accept(why.as());
    }
}
