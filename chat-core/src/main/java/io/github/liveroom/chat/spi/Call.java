package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to a room. The room asks for one thing after the other, so that every carrier checks in one order:
 * is it a repeat, is it well-formed, is there too much of it, may the member do it.
 *
 * <p>All methods are called by one thread at a time, perhaps while {@link RoomConnection#execute} runs, and must not block.
 */
public interface Call {
    /**
     * What the command is called. A {@code cid} that was used with another one is a bad request.
     *
     * @return the {@link Command#verb()} of what {@link #command()} gives
     */
    String verb();

    /**
     * The client's name for the command.
     *
     * @return 1 to 36 characters, or null
     */
    @Nullable
    String cid();

    /**
     * The command itself. Not asked for if the {@code cid} is a repeat.
     *
     * @return the command, or why it is none
     */
    Outcome<Command> command();

    /**
     * Whether there is room for one more command. Asked only for commands that are well-formed.
     *
     * @return null to go on, or the refusal
     */
    Outcome.@Nullable Refused<Answer> admit();

    /**
     * The last call.
     *
     * @param outcome what became of the command
     */
    void reply(Outcome<Answer> outcome);
}
