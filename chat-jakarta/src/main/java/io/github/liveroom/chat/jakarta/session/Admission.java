package io.github.liveroom.chat.jakarta.session;

import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.RoomService;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one address, or one person, may do: guess codes and passphrases, join, create rooms. An empty address is one that
 * is not known; it is not limited, for it would be everybody's. An IPv6 /48 may do what sixteen addresses may.
 *
 * <p>Thread-safe.
 */
public final class Admission {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ROOMS_RETRY_AFTER = Duration.ofSeconds(30);

    /**
     * The limits.
     *
     * @param joinsPerSecond joins in the long run; twice as many in a row
     * @param guessesPerMinute look-ups of codes that no room has
     * @param passphrasesPerMinute wrong passphrases and owner secrets
     * @param passphrasesPerRoom the same, in one room from all addresses together
     * @param rooms created and still open
     * @param roomsPerMember the same, of one person: an identity, or a guest's browser
     */
    public record Limits(
            int joinsPerSecond,
            int guessesPerMinute,
            int passphrasesPerMinute,
            int passphrasesPerRoom,
            int rooms,
            int roomsPerMember) {}

    private final RoomService rooms;
    private final int joinsPerSecond;
    private final NetworkThrottle joins;
    private final NetworkThrottle guesses;
    private final Guesses passphrases;
    private final Guesses passphrasesInRoom;
    private final Creators byAddress;
    private final Creators byNetwork;
    private final Creators byMember;

    /**
     * Nothing has been used up yet.
     *
     * @param rooms the rooms
     * @param limits the limits
     * @param ticker nanoseconds that never go back
     */
    public Admission(RoomService rooms, Limits limits, LongSupplier ticker) {
        this.rooms = rooms;
        this.joinsPerSecond = limits.joinsPerSecond();
        int joinsInARow = (int) Math.min(Integer.MAX_VALUE, 2L * limits.joinsPerSecond());
        this.joins = new NetworkThrottle(joinsInARow, Duration.ofSeconds(1).dividedBy(limits.joinsPerSecond()), ticker);
        this.guesses = perMinute(limits.guessesPerMinute(), ticker);
        this.passphrases = new Guesses(limits.passphrasesPerMinute(), ticker);
        this.passphrasesInRoom = new Guesses(limits.passphrasesPerRoom(), ticker);
        this.byAddress = new Creators(rooms, limits.rooms());
        this.byNetwork =
                new Creators(rooms, (int) Math.min(Integer.MAX_VALUE, (long) NetworkThrottle.WIDER * limits.rooms()));
        this.byMember = new Creators(rooms, limits.roomsPerMember());
    }

    private static NetworkThrottle perMinute(int count, LongSupplier ticker) {
        return new NetworkThrottle(count, MINUTE.dividedBy(count), ticker);
    }

    /** Joins of an address in the long run. */
    int joinsPerSecond() {
        return joinsPerSecond;
    }

    /**
     * Counts an attempt to join.
     *
     * @param address whose
     * @return null to go on, or how long to wait: too many joins, or too many wrong codes
     */
    public @Nullable Duration join(String address) {
        if (address.isEmpty()) {
            return null;
        }
        Duration wait = joins.take(address);
        return wait == null ? guesses.retryAfter(address) : wait;
    }

    /**
     * Looks a code up for somebody, and counts it if no room has it.
     *
     * @param code the code, or null if it cannot be one
     * @param address whose look-up
     * @return the room, {@link Refusal#ROOM_NOT_FOUND}, or {@link Refusal#RATE_LIMITED} after too many wrong codes
     */
    public Outcome<Room> find(@Nullable RoomCode code, String address) {
        Duration wait = address.isEmpty() ? null : guesses.retryAfter(address);
        if (wait != null) {
            return tooMany(wait);
        }
        Optional<Room> found = code == null ? Optional.empty() : rooms.find(code);
        if (found.isEmpty()) {
            missed(address);
            return Outcome.refused(Refusal.ROOM_NOT_FOUND, "room: no room has this code");
        }
        return Outcome.ok(found.get());
    }

    /**
     * The answer to somebody who tries too often, right or wrong.
     *
     * @param <T> what a better answer would be
     * @param wait how long to wait
     * @return the refusal
     */
    static <T> Outcome<T> tooMany(Duration wait) {
        return Outcome.refused(Refusal.RATE_LIMITED, "too many attempts from this address", wait);
    }

    /** Somebody named a code that no room has. */
    void missed(String address) {
        if (!address.isEmpty()) {
            guesses.spend(address);
        }
    }

    /** Null if passphrases and owner secrets are looked at, else how long to wait. */
    @Nullable
    Duration passphrases(RoomCode room, String address) {
        Duration wait = address.isEmpty() ? null : passphrases.retryAfter(address);
        return wait == null ? passphrasesInRoom.retryAfter(room.value()) : wait;
    }

    /**
     * Somebody is about to show a passphrase or an owner secret.
     *
     * @param then gets null, now or later, if it may be tried, and then {@link #tried} is to follow; else how long to wait
     */
    void passphrase(RoomCode room, String address, Consumer<@Nullable Duration> then) {
        if (address.isEmpty()) {
            passphrasesInRoom.begin(room.value(), then);
            return;
        }
        passphrases.begin(address, wait -> {
            if (wait != null) {
                then.accept(wait);
                return;
            }
            passphrasesInRoom.begin(room.value(), inRoom -> {
                if (inRoom != null) {
                    passphrases.end(address, false);
                }
                then.accept(inRoom);
            });
        });
    }

    /** It is known whether a passphrase or owner secret was a wrong one. */
    void tried(RoomCode room, String address, boolean wrong) {
        if (!address.isEmpty()) {
            passphrases.end(address, wrong);
        }
        passphrasesInRoom.end(room.value(), wrong);
    }

    /**
     * Creates a room for somebody.
     *
     * @param options what it shall be like
     * @param visitor whose room it is
     * @param address from where
     * @return completes with the room, or with a refusal: {@link Refusal#RATE_LIMITED} if the address or the person has too many
     */
    public CompletionStage<Outcome<NewRoom>> create(RoomOptions options, Visitor visitor, String address) {
        String from = address.isEmpty() ? null : address;
        String fromAddress = "too many open rooms created from this address";
        List<Claim> claims = List.of(
                new Claim(byAddress, from, fromAddress),
                new Claim(byNetwork, NetworkThrottle.network(address), fromAddress),
                new Claim(byMember, memberKey(visitor), "too many open rooms created by this person"));
        for (int i = 0; i < claims.size(); i++) {
            if (!claims.get(i).begin()) {
                claims.subList(0, i).forEach(begun -> begun.end(null));
                return tooManyRooms(claims.get(i).refused());
            }
        }
        return rooms.create(options, visitor).whenComplete((outcome, failure) -> {
            Room room = outcome instanceof Outcome.Ok<NewRoom> ok ? ok.value().room() : null;
            claims.forEach(claim -> claim.end(room));
        });
    }

    /** A room that somebody is about to create. */
    private record Claim(Creators creators, @Nullable String who, String refused) {
        boolean begin() {
            return creators.begin(who);
        }

        void end(@Nullable Room room) {
            creators.end(who, room);
        }
    }

    private static CompletionStage<Outcome<NewRoom>> tooManyRooms(String why) {
        return CompletableFuture.completedStage(Outcome.refused(Refusal.RATE_LIMITED, why, ROOMS_RETRY_AFTER));
    }

    /** By what somebody is known: an identity, else a guest's browser; null if by nothing. */
    private static @Nullable String memberKey(Visitor visitor) {
        String identity = visitor.identity();
        String session = visitor.session();
        return identity != null ? "identity " + identity : session == null ? null : "session " + session;
    }
}
