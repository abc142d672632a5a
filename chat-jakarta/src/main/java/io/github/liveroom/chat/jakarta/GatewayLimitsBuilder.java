package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.session.Admission;
import io.github.liveroom.chat.jakarta.session.Places;
import io.github.liveroom.chat.jakarta.session.Rules;
import java.time.Duration;
import java.util.Set;

/** How much, how fast and how long: what {@link ChatGatewayBuilder} lets set of it. Each has a default, and a range that is checked at once. */
abstract sealed class GatewayLimitsBuilder permits ChatGatewayBuilder {
    private static final int KIB = 1024;
    private static final int MIN_FRAME = 64 * KIB;
    private static final int BYTES_PER_CODE_POINT = 12;
    private static final int FRAME_OVERHEAD = 4 * KIB;

    private Duration ping = Duration.ofSeconds(25);
    private Duration silentLimit = Duration.ofSeconds(15);
    private int queueBytes = 512 * KIB;
    private long answerBytes = 64L * 1024 * KIB;
    private int roomsPerConnection = 16;
    private int unacked = 8;
    private int commandsPerSecond = 20;
    private int commandsBurst = 100;
    private int bytesPerSecond = KIB * KIB;
    private int joinsPerSecond = 50;
    private int guessesPerMinute = 5;
    private int passphrasesPerMinute = 5;
    private int passphrasesPerRoom = 100;
    private int maxConnections = 20_000;
    private int pendingConnections = 5000;
    private int connectionsPerAddress = 1000;
    private int connectionsPerMember = 32;
    private int handshakesPerSecond = 50;
    private int roomsPerAddress = 500;
    private int roomsPerMember = 100;
    private Duration stopWithin = Duration.ofSeconds(10);
    private int returnsPerSecond = 1000;

    /**
     * How often a client is asked for a sign of life. Default 25 seconds, since many proxies end what is silent for a
     * minute.
     *
     * @param interval at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder ping(Duration interval) {
        ping = atLeastTenMillis("ping", interval);
        return self();
    }

    /**
     * How long a new connection may stay without a command. Default 15 seconds.
     *
     * @param limit at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder silentLimit(Duration limit) {
        silentLimit = atLeastTenMillis("silentLimit", limit);
        return self();
    }

    /**
     * How much may wait for a slow client before it is closed. Default 512 KiB.
     *
     * @param bytes at least 16 KiB
     * @return this
     */
    public ChatGatewayBuilder queueBytes(int bytes) {
        queueBytes = atLeast("queueBytes", bytes, 16 * KIB);
        return self();
    }

    /**
     * How much of what clients have asked for may wait for all of them together, such as pages of history that they do not
     * read: beyond that those who hold most of it are closed, as too slow. Default 64 MiB.
     *
     * @param bytes at least 1 MiB
     * @return this
     */
    public ChatGatewayBuilder answerBytes(long bytes) {
        if (bytes < 1024 * KIB) {
            throw new IllegalArgumentException("answerBytes is at least " + 1024 * KIB + ", not " + bytes);
        }
        answerBytes = bytes;
        return self();
    }

    /**
     * How many rooms a connection may be in. Default 16.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerConnection(int count) {
        roomsPerConnection = atLeast("roomsPerConnection", count, 1);
        return self();
    }

    /**
     * How many messages of a connection may wait for their answer. Default 8.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder unacked(int count) {
        unacked = atLeast("unacked", count, 1);
        return self();
    }

    /**
     * How many commands a connection may send in the long run. Default 20. Far more end it.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder commandsPerSecond(int count) {
        commandsPerSecond = atLeast("commandsPerSecond", count, 1);
        return self();
    }

    /**
     * How many commands a connection may send in a row. Default 100.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder commandsBurst(int count) {
        commandsBurst = atLeast("commandsBurst", count, 1);
        return self();
    }

    /**
     * How many bytes a connection may send in the long run. Default 1 MiB, which is more than the longest messages take at the
     * default of {@link #commandsPerSecond}. In a row, {@link #commandsBurst} of the largest frames; who sends more is closed.
     *
     * @param bytes at least 1,024
     * @return this
     */
    public ChatGatewayBuilder bytesPerSecond(int bytes) {
        bytesPerSecond = atLeast("bytesPerSecond", bytes, KIB);
        return self();
    }

    /**
     * How many joins an address may try in the long run; twice as many in a row. Default 50.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder joinsPerSecond(int count) {
        joinsPerSecond = atLeast("joinsPerSecond", count, 1);
        return self();
    }

    /**
     * How many codes that no room has an address may look up. Default 5; then right and wrong codes are refused alike.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder guessesPerMinute(int count) {
        guessesPerMinute = atLeast("guessesPerMinute", count, 1);
        return self();
    }

    /**
     * How many wrong passphrases and owner secrets an address may try. Default 5 a minute.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder passphrasesPerMinute(int count) {
        passphrasesPerMinute = atLeast("passphrasesPerMinute", count, 1);
        return self();
    }

    /**
     * How many wrong passphrases and owner secrets a room takes from all addresses together. Default 100 a minute.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder passphrasesPerRoom(int count) {
        passphrasesPerRoom = atLeast("passphrasesPerRoom", count, 1);
        return self();
    }

    /**
     * How many connections there may be in all. Default 20,000. Who comes then is answered 503, where there are servlets.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder maxConnections(int count) {
        maxConnections = atLeast("maxConnections", count, 1);
        return self();
    }

    /**
     * How many connections may be open that have sent no command yet. Default 5,000. Beyond that, the one that has been silent
     * for longest is closed for the one that comes.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder pendingConnections(int count) {
        pendingConnections = atLeast("pendingConnections", count, 1);
        return self();
    }

    /**
     * How many connections an address may have. Default 1,000.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder connectionsPerAddress(int count) {
        connectionsPerAddress = atLeast("connectionsPerAddress", count, 1);
        return self();
    }

    /**
     * How many connections one person may have, that is an identity or the session of a guest's browser. Default 32.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder connectionsPerMember(int count) {
        connectionsPerMember = atLeast("connectionsPerMember", count, 1);
        return self();
    }

    /**
     * How many connections an address may begin in the long run; in a row, twice that and twice {@link #connectionsPerAddress}.
     * Default 50. Beyond that it is answered 429, and the authenticator is not asked.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder handshakesPerSecond(int count) {
        handshakesPerSecond = atLeast("handshakesPerSecond", count, 1);
        return self();
    }

    /**
     * How many open rooms may have been created from one address. Default 500.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerAddress(int count) {
        roomsPerAddress = atLeast("roomsPerAddress", count, 1);
        return self();
    }

    /**
     * How many open rooms one person may have created: an identity, or a guest's browser. Default 100.
     *
     * @param count at least 1
     * @return this
     */
    public ChatGatewayBuilder roomsPerMember(int count) {
        roomsPerMember = atLeast("roomsPerMember", count, 1);
        return self();
    }

    /**
     * How long a stop waits for clients: to read what waits for them, which is two seconds at the most, and to take their close
     * frame. Default 10 seconds. Then come the rooms, which end at once unless their log is slow.
     *
     * @param limit at least 10 milliseconds
     * @return this
     */
    public ChatGatewayBuilder stopWithin(Duration limit) {
        stopWithin = atLeastTenMillis("stopWithin", limit);
        return self();
    }

    /**
     * How many clients are to come back in a second after a stop: each waits for a random part of the time that all of them take
     * at this rate, no less than two seconds and no more than a minute. Default 1,000.
     *
     * @param clients at least 1
     * @return this
     */
    public ChatGatewayBuilder returnsPerSecond(int clients) {
        returnsPerSecond = atLeast("returnsPerSecond", clients, 1);
        return self();
    }

    final Rules rules(int textLength, Set<String> features) {
        return new Rules(
                ping,
                silentLimit,
                Math.max(MIN_FRAME, BYTES_PER_CODE_POINT * textLength + FRAME_OVERHEAD),
                queueBytes,
                answerBytes,
                roomsPerConnection,
                unacked,
                commandsPerSecond,
                commandsBurst,
                bytesPerSecond,
                features);
    }

    final Admission.Limits admissionLimits() {
        return new Admission.Limits(
                joinsPerSecond,
                guessesPerMinute,
                passphrasesPerMinute,
                passphrasesPerRoom,
                roomsPerAddress,
                roomsPerMember);
    }

    final Places.Limits placeLimits() {
        return new Places.Limits(
                maxConnections, pendingConnections, connectionsPerAddress, connectionsPerMember, handshakesPerSecond);
    }

    final Duration stopWithin() {
        return stopWithin;
    }

    final int returnsPerSecond() {
        return returnsPerSecond;
    }

    private ChatGatewayBuilder self() {
        return (ChatGatewayBuilder) this;
    }

    private static Duration atLeastTenMillis(String name, Duration value) {
        if (value.toMillis() < 10) {
            throw new IllegalArgumentException(name + " is at least 10 ms, not " + value.toMillis() + " ms");
        }
        return value;
    }

    private static int atLeast(String name, int value, int min) {
        if (value < min) {
            throw new IllegalArgumentException(name + " is at least " + min + ", not " + value);
        }
        return value;
    }
}
