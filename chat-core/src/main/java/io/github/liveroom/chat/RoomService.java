package io.github.liveroom.chat;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All rooms of an application: the one door to everything else. Thread-safe.
 *
 * <p>Services know nothing of each other, also within one JVM.
 */
public interface RoomService extends AutoCloseable {
    /**
     * Starts with settings that work.
     *
     * @return a builder
     */
    static RoomServiceBuilder builder() {
        return new RoomServiceBuilder();
    }

    /**
     * Creates a room that goes when everyone has left. Nobody will own it.
     *
     * <p>Waits for the log if that has to wait for anything; the one in memory does not.
     *
     * @return the room
     * @throws ChatException if no room can be had: too many, no free code found, more to do than gets done, service closed, log out
     *     of order
     */
    Room create();

    /**
     * Creates a room. Does not block.
     *
     * @param options what it shall be like
     * @return completes with the room; with {@link Refusal#BAD_REQUEST} for options out of range,
     *     {@link Refusal#UNAVAILABLE} if there are too many rooms, there is {@linkplain RoomServiceBuilder#busyAfter more to do
     *     than gets done}, or no free code was found in a bounded number of tries
     */
    CompletionStage<Outcome<NewRoom>> create(RoomOptions options);

    /**
     * Creates a room for somebody, if the {@linkplain RoomPolicy#allowsCreate policy} allows it, and the visitor's {@link Pass}
     * is not for certain rooms only. Does not block.
     *
     * @param options what it shall be like
     * @param visitor who wants it
     * @return completes as {@link #create(RoomOptions)} does, or with {@link Refusal#FORBIDDEN}, or with
     *     {@link Refusal#UNAUTHORIZED} if the visitor's pass is over
     */
    CompletionStage<Outcome<NewRoom>> create(RoomOptions options, Visitor visitor);

    /**
     * Finds a room that is open.
     *
     * @param code the code
     * @return the room, or nothing if no open room has this code
     */
    Optional<Room> find(RoomCode code);

    /**
     * All open rooms.
     *
     * @return as of now or a moment ago, in no order; cannot be changed
     */
    Collection<Room> rooms();

    /**
     * What becomes of a name that somebody typed, for forms that want to say so before the join.
     *
     * @param typed may be anything
     * @return the name as it would be shown, or {@link Refusal#NAME_REQUIRED} or {@link Refusal#NAME_INVALID}
     */
    Outcome<String> checkName(String typed);

    /**
     * What rooms of this service allow.
     *
     * @return the limits
     */
    RoomLimits limits();

    /**
     * Asks what runs the rooms for a sign of life: the timer, then the threads on which busy rooms go on.
     *
     * @return completes when both have run something; never, if one of them is stuck or the service is closed
     */
    CompletionStage<@Nullable Void> alive();

    /**
     * Asks whether new rooms and members get all they need: what {@link #alive} asks, then the threads for whatever takes its
     * time, then the rooms' log.
     *
     * @return completes when all have answered; never, if one of them is stuck; exceptionally, if the log fails, there is
     *     {@linkplain RoomServiceBuilder#busyAfter more to do than gets done}, or the service is closed
     */
    CompletionStage<@Nullable Void> ready();

    /**
     * Ends every room that ends with the server and every thread of the service. Waits a few seconds at the most. Further
     * calls do nothing.
     */
    @Override
    void close();
}
