package io.github.liveroom.tests.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one connection. The same seed makes the same plans; how they meet in time is up to the machine.
 *
 * @param up how the client's bytes travel, or null: as they are
 * @param down how the server's bytes travel, or null: as they are
 * @param incident what happens once, or null
 * @param onUp whether that is counted on what the client says, or on what the server says
 * @param afterBytes after how many bytes there it happens; usually in the middle of a line
 * @param before happens before a piece of the stream that has this in it, instead of after a number of bytes; or null
 * @param stallMs how long nothing moves if that is the incident
 * @param twice whether the connection is made twice
 */
record Plan(
        @Nullable Fault up,
        @Nullable Fault down,
        @Nullable Fault incident,
        boolean onUp,
        long afterBytes,
        @Nullable String before,
        long stallMs,
        boolean twice) {
    /** Nothing. */
    static final Plan CALM = new Plan(null, null, null, false, 0, null, 0, false);

    private static final List<Fault> SHAPES = Collections.unmodifiableList(
            new ArrayList<>(java.util.Arrays.asList(Fault.DELAY, Fault.SPLIT, Fault.MERGE, Fault.TRICKLE, null, null)));

    /** Weights: what is found out by silence only takes ten seconds of a client's time. */
    private static final List<Fault> INCIDENTS = List.of(
            Fault.CUT_FIN,
            Fault.CUT_FIN,
            Fault.CUT_FIN,
            Fault.CUT_RESET,
            Fault.CUT_RESET,
            Fault.CUT_RESET,
            Fault.STALL,
            Fault.STALL,
            Fault.STALL,
            Fault.CLIENT_LOST,
            Fault.CLIENT_LOST,
            Fault.UP_LOST,
            Fault.UP_LOST,
            Fault.SERVER_LOST,
            Fault.DOWN_LOST);

    /** A handshake that nobody answers takes a client 15 seconds, so what is lost is lost after it. */
    private static final int HANDSHAKE = 1_000;

    private static final int EARLY = 1_500;
    private static final int LATE_DOWN = 30_000;
    private static final int LATE_UP = 3_000;

    /** Before the server's next piece that has this in it, the connection suffers that. */
    static Plan before(String text, Fault fault) {
        return new Plan(null, null, fault, false, 0, text, 0, false);
    }

    /** The plan of a connection: each incident's turn comes, whatever the seed. */
    static Plan drawn(long seed, int number) {
        List<Fault> deck = new ArrayList<>(INCIDENTS);
        Collections.shuffle(deck, new Random(seed ^ (number / deck.size())));
        Fault incident = deck.get(number % deck.size());
        Random random = new Random(seed * 31 + number);
        boolean onUp = random.nextBoolean();
        boolean early = random.nextInt(3) == 0;
        int after = random.nextInt(early ? EARLY : onUp ? LATE_UP : LATE_DOWN);
        boolean noisy = incident == Fault.CUT_FIN || incident == Fault.CUT_RESET;
        return new Plan(
                SHAPES.get(random.nextInt(SHAPES.size())),
                SHAPES.get(random.nextInt(SHAPES.size())),
                incident,
                onUp,
                noisy ? after : HANDSHAKE + after,
                null,
                300 + random.nextInt(3_000),
                random.nextInt(4) == 0);
    }
}
