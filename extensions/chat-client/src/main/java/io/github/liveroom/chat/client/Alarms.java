package io.github.liveroom.chat.client;

import io.github.liveroom.chat.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Timers of the strand: a task that was taken back does not run, also when its time had come already. */
final class Alarms {
    private final Scheduler scheduler;
    private final Executor strand;

    Alarms(Scheduler scheduler, Executor strand) {
        this.scheduler = scheduler;
        this.strand = strand;
    }

    /** On the strand. */
    Alarm set(Duration delay, Runnable task) {
        Alarm alarm = new Alarm();
        Scheduler.Scheduled timer = scheduler.schedule(
                () -> strand.execute(() -> {
                    if (!alarm.off) {
                        alarm.off = true;
                        task.run();
                    }
                }),
                delay);
        alarm.timer = timer;
        return alarm;
    }

    /** One timer. On the strand. */
    static final class Alarm {
        /** One that is off already. */
        static Alarm none() {
            Alarm none = new Alarm();
            none.off = true;
            return none;
        }

        private boolean off;
        private Scheduler.Scheduled timer = () -> {};

        boolean isOn() {
            return !off;
        }

        void cancel() {
            off = true;
            timer.cancel();
        }
    }
}
