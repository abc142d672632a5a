package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Entry.Cause;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the logs of rooms are kept. The one place that knows which codes are taken and which offset comes next.
 *
 * <p>Thread-safe, and no method blocks: what has to wait completes its stage later, on any thread. A stage that completes
 * exceptionally means that the store failed and that it is not known whether the call took effect.
 */
public interface RoomLog extends AutoCloseable {
    /** For {@link Journal#append}: the batch does not depend on where the log ends. */
    long ANYWHERE = -1;

    /**
     * Begins a room's log. Of several calls with one code, at the same time too, one succeeds until the code is free again.
     *
     * @param code the room's code
     * @param settings kept as the log's first page
     * @param follower gets every entry of the log, without holes, each once, in order, in the batches in which they were
     *     appended; one call at a time; those appended here before their {@code append} completes
     * @return completes with the log, or with nothing if the code is taken or rests
     */
    CompletionStage<Optional<Journal>> create(RoomCode code, RoomSettings settings, Consumer<List<Entry>> follower);

    /**
     * Asks whether what the log needs can be reached. For those who watch over a service, every second at the most.
     *
     * @return completes if so, which is at once unless this is implemented; exceptionally if not
     */
    default CompletionStage<@Nullable Void> check() {
        return CompletableFuture.completedStage(null);
    }

    /** Gives up what the log holds. Calls to it or its journals afterwards fail. */
    @Override
    void close();

    /** One room's log. */
    interface Journal {
        /**
         * Names this life of the log.
         *
         * @return never the same for two lives, whatever the code
         */
        String epoch();

        /**
         * Appends what one or more commands decided: all of it or nothing. The log gives each fact the next offset and a
         * time that never decreases.
         *
         * <p>What was said earlier is kept as {@link Entry#revisedBy} says: once an edit or a deletion is acknowledged, no
         * read gives the old text any more, and that of a deleted message is in no store.
         *
         * <p>A draft whose cause is remembered appends nothing; its receipt tells the first time.
         *
         * <p>The next call is made only when the stage of this one has completed.
         *
         * @param drafts at least one
         * @param ifEndsAt the offset at which the log has to end, or {@link #ANYWHERE}
         * @return completes with a receipt for each draft, in their order; or with nothing if the log ends elsewhere: then
         *     nothing was appended, and the follower has been told what came in between
         */
        CompletionStage<Optional<List<Receipt>>> append(List<Draft> drafts, long ifEndsAt);

        /**
         * What became of a command, if it is remembered: for 5 minutes, the latest 1,000 of each scope.
         *
         * @param cause the command
         * @return the receipt of the first time, with {@link Receipt#repeated()} set, or null
         */
        @Nullable
        Receipt recall(Cause cause);

        /**
         * Reads entries that are still retained.
         *
         * @param after the last offset not wanted before the range
         * @param before the first offset not wanted behind it
         * @param limit how many at the most; the newest of the range
         * @return completes with the entries, without holes, oldest first
         */
        CompletionStage<List<Entry>> read(long after, long before, int limit);

        /**
         * Looks for messages whose newest text contains a text, without regard to upper and lower case.
         *
         * <p>Called on a thread that no room waits for, and at the same time as anything else: whoever appends must not
         * have to wait for this.
         *
         * @param text not empty
         * @param before the first offset not wanted
         * @param limit how many at the most; the newest
         * @param viewer whispers that this member may not see are not found
         * @return completes with the messages, oldest first
         */
        CompletionStage<List<Entry>> search(String text, long before, int limit, MemberId viewer);

        /**
         * The oldest entry that can be read.
         *
         * @return its offset; one past the end if none is retained
         */
        long oldest();

        /**
         * Ends the log and forgets every entry.
         *
         * @param rest how long the code stays taken
         */
        void delete(Duration rest);
    }

    /**
     * What one command decided.
     *
     * @param facts at least one; they stand together in the log
     * @param cause the command, if it has a name, else null
     */
    record Draft(List<Fact> facts, @Nullable Cause cause) {
        /**
         * Takes a draft; the list is copied.
         *
         * @param facts at least one
         * @param cause the command, or null
         * @throws IllegalArgumentException if there is no fact
         */
        public Draft {
            facts = List.copyOf(facts);
            if (facts.isEmpty()) {
                throw new IllegalArgumentException("a draft has at least one fact");
            }
        }

        /**
         * How large its entries will be.
         *
         * @return bytes, the sum of their {@link Entry#size()}
         */
        public int size() {
            int bytes = 0;
            for (Fact fact : facts) {
                bytes += new Entry(0, Instant.EPOCH, fact, cause).size();
            }
            return bytes;
        }
    }

    /**
     * What became of a draft.
     *
     * @param fact its first fact; after a repeat, the first fact of the first time, without any text
     * @param offset where that stands
     * @param at when it was appended
     * @param command the name of the command that appended it, or null if that had no {@code cid}
     * @param repeated whether the command had been carried out before
     */
    record Receipt(
            Fact fact, long offset, Instant at, @Nullable String command, boolean repeated) {}
}
