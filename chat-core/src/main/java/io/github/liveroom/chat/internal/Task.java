package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.spi.RoomLog;

/** Something that waits in a room's mailbox. Run by the room's drain. */
interface Task {
    /** What a task wants to be done next. */
    sealed interface Plan {
        /** Nothing: the task is finished. */
        record Done() implements Plan {}

        /**
         * That a draft be appended, together with those of other tasks; then {@link Task#appended} or
         * {@link Task#refused} is called.
         *
         * @param draft what was decided
         * @param conditional whether that holds only as long as no other entry comes in between
         */
        record Append(RoomLog.Draft draft, boolean conditional) implements Plan {}

        /**
         * That everything which was planned before be appended first, and that this run then.
         *
         * @param then runs when the room is up to date
         */
        record AfterOthers(Runnable then) implements Plan {}

        /** See {@link Done}. */
        Plan DONE = new Done();
    }

    /**
     * Looks at the room as it will be when everything planned before is appended. Called again if that turned out to be
     * wrong.
     */
    Plan plan(RoomState state);

    /** The draft is in the log and has been sent to everyone. */
    default void appended(RoomLog.Receipt receipt) {}

    /** The draft cannot be appended, or the room has a defect. */
    default void refused(Outcome.Refused<?> why) {}

    /** A task that appends nothing and needs the room up to date. */
    static Task afterOthers(Runnable run) {
        Plan plan = new Plan.AfterOthers(run);
        return state -> plan;
    }
}
