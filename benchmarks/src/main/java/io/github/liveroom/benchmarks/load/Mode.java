package io.github.liveroom.benchmarks.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** What a run does. */
enum Mode {
    FANOUT(FanoutRun::new),
    OVERLOAD(OverloadRun::new),
    IDLE(IdleRun::new),
    CHURN(ChurnRun::new),
    SLOW(SlowRun::new);

    @SuppressWarnings("ImmutableEnumChecker") // a constructor
    private final Supplier<Run> run;

    Mode(Supplier<Run> run) {
        this.run = run;
    }

    /** Measures one thing on a stage on which nobody is connected yet. */
    interface Run {
        void measure(Stage stage, JsonLine out) throws IOException, InterruptedException;
    }

    Run run() {
        return run.get();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none */
    static Mode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no mode " + name));
    }
}
