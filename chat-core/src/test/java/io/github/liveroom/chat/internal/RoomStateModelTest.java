package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.internal.RandomRequests.Step;
import io.github.liveroom.chat.spi.RoomSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random requests in random order, checked after each step against a model that is as plain as can be. A failure names the
 * seed and the fewest steps that show it: {@code -Dliveroom.seed=…} runs that sequence alone, {@code -Dsoak.sequences=…}
 * more of them than usual.
 */
class RoomStateModelTest {
    private static final int SEQUENCES = 10_000;
    private static final int STEPS = 40;

    private final TreeSet<String> seen = new TreeSet<>();

    @Test
    void keepsEveryRuleWhateverIsAskedInWhateverOrder() {
        Long only = Long.getLong("liveroom.seed");
        long first = only == null ? System.nanoTime() : only;
        int sequences = only == null ? Integer.getInteger("soak.sequences", SEQUENCES) : 1;
        for (int i = 0; i < sequences; i++) {
            runSequence(first + i);
        }
        if (sequences >= SEQUENCES) {
            assertThat(seen)
                    .as(
                            "every rule was kept and broken at least once, -Dliveroom.seed=%d and the next %d",
                            first, sequences)
                    .containsAll(toBeSeen());
        }
    }

    private void runSequence(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomRequests requests = new RandomRequests(random);
        RoomSettings settings = requests.settings();
        int reach = requests.reach();
        List<Step> steps = new ArrayList<>();
        ModelRun run = new ModelRun(settings, reach, seen);
        try {
            for (int i = 0; i < STEPS && !run.isLongOver(); i++) {
                Step step = requests.next(run.model());
                steps.add(step);
                run.take(step);
            }
            run.checkReplay();
        } catch (AssertionError | RuntimeException e) {
            List<Step> fewest = Shrinker.shrink(steps, some -> failure(settings, reach, some) != null);
            StringBuilder told =
                    new StringBuilder("-Dliveroom.seed=" + seed + " fails, and so do these steps alone in ");
            told.append(settings).append(" with a reach of ").append(reach);
            fewest.forEach(step -> told.append('\n').append(step));
            Throwable failure = failure(settings, reach, fewest);
            throw new AssertionError(told + "\n" + failure, failure == null ? e : failure);
        }
    }

    private static Throwable failure(RoomSettings settings, int reach, List<Step> steps) {
        try {
            ModelRun run = new ModelRun(settings, reach, new TreeSet<>());
            steps.forEach(run::take);
            run.checkReplay();
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }

    /** Every refusal that rules give, every kind of request accepted, and those that may find it to be so already. */
    private static List<String> toBeSeen() {
        List<String> all = new ArrayList<>();
        for (Refusal refusal : Refusal.values()) {
            switch (refusal) {
                case UNKNOWN_COMMAND, UNAUTHORIZED, ALREADY_JOINED, TOO_MANY_ROOMS, TOO_MANY_UNACKED -> {}
                case RATE_LIMITED, UNAVAILABLE, INTERNAL -> {}
                default -> all.add("refused " + refusal);
            }
        }
        for (Class<?> kind : Request.class.getPermittedSubclasses()) {
            all.add("accepted " + kind.getSimpleName());
        }
        for (String kind : List.of("Promote", "Depart", "React", "Rename", "Mute", "EndMute", "ChangeRole")) {
            all.add("already " + kind);
        }
        all.addAll(List.of(
                "a whisper that somebody may not see",
                "a message out of reach",
                "a deleted message",
                "a message that the log forgot",
                "a pause in slow mode",
                "a ban that was over",
                "a pardon",
                "an heir",
                "a bot and no heir",
                "a person who is there already"));
        return all;
    }
}
