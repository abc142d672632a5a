package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import java.util.function.Consumer;

/**
 * One connection's part in one room. Thread-safe; commands take effect in the order in which they were called.
 *
 * <p>Replies are called once, on any thread, perhaps before the method returns, while the room is busy: they must not
 * block. A reply is called before the outbox gets anything that happened later.
 */
public interface RoomConnection {
    /**
     * Runs a command.
     *
     * @param call the command, and where its outcome goes
     */
    void execute(Call call);

    /**
     * Ends this connection's part at once, and the stay if it was the member's last connection. The outbox gets nothing
     * after the reply.
     *
     * @param reply gets the outcome
     */
    void leave(Consumer<Outcome<Answer>> reply);

    /**
     * The connection is lost: the outbox gets nothing more. If it was the member's last one, the member is away until it
     * resumes or the reconnect grace is over.
     */
    void drop();
}
