package io.github.liveroom.chat;

import java.util.concurrent.CompletionStage;

/**
 * One connection of one member to one room, for programs that live in this JVM. Commands take effect in the order in
 * which they were called, also before {@link #joined()} completes; if the join was refused, they answer
 * {@link Refusal#NOT_JOINED}.
 *
 * <p>No method blocks. All may be called by any thread. Stages complete exceptionally only with a {@link ChatException};
 * what depends on them runs on the service's executor.
 */
public interface Membership {
    /**
     * How the join ended.
     *
     * @return completes when the room has decided
     */
    CompletionStage<Outcome<Joined>> joined();

    /**
     * Says something to everyone in the room.
     *
     * @param text see {@link Command.Send}
     * @return completes when the message is in the log
     */
    CompletionStage<Outcome<Answer.Sent>> send(String text);

    /**
     * Takes another name.
     *
     * @param name see {@link Command.Rename}
     * @return completes when the new name is in the log
     */
    CompletionStage<Outcome<Answer.Renamed>> rename(String name);

    /**
     * Reads older entries.
     *
     * @param range which
     * @return completes with the entries
     */
    CompletionStage<Outcome<Answer.Page>> history(Command.History range);

    /**
     * Tells the others that the member types, or stopped.
     *
     * @param on whether the member is typing
     */
    void typing(boolean on);

    /**
     * Whatever else a member may ask for.
     *
     * @param command what
     * @return completes with the answer that the command names
     */
    CompletionStage<Outcome<Answer>> run(Command command);

    /**
     * Ends this connection's part in the room, and the stay if it was the member's last one.
     *
     * @return completes when it is done
     */
    CompletionStage<Outcome<Answer.Done>> leave();
}
