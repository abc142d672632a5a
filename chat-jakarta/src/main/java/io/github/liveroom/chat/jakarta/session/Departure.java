package io.github.liveroom.chat.jakarta.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** All clients of a server that goes, on their way out. */
public final class Departure {
    private final List<Conversation> leaving = new ArrayList<>();
    private final String reason;
    private final CountDownLatch told;

    Departure(Collection<Conversation> all, String reason) {
        this.reason = reason;
        this.told = new CountDownLatch(all.size());
        for (Conversation each : all) {
            if (each.sendAway(reason, told::countDown)) {
                leaving.add(each);
            } else {
                told.countDown();
            }
        }
    }

    /**
     * Waits until all have been told why they are sent away, and tells those who still have not been, whatever waits for them.
     *
     * @param patience how long to wait
     * @return whether all had been told by then
     * @throws InterruptedException if the thread is interrupted; they have been told
     */
    public boolean end(Duration patience) throws InterruptedException {
        boolean all = false;
        try {
            all = told.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            if (!all) {
                leaving.forEach(each -> each.cut(reason)); // which is nothing to those who know
            }
        }
        return all;
    }
}
