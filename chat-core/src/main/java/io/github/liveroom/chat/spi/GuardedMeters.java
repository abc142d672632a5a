package io.github.liveroom.chat.spi;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells another until that throws. */
final class GuardedMeters implements Meters {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private volatile Meters told;

    GuardedMeters(Meters told) {
        this.told = told;
    }

    @Override
    public Meters guarded() {
        return this;
    }

    private void failed(Throwable e) {
        told = NONE;
        LOG.log(Level.WARNING, "Meters of the application failed and are told nothing any more", e);
    }

    @Override
    public void rooms(int change) {
        try {
            told.rooms(change);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void members(int change) {
        try {
            told.members(change);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void appended(Class<? extends Fact> kind) {
        try {
            told.appended(kind);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void sent(int entries, int connections, long nanos) {
        try {
            told.sent(entries, connections, nanos);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void logFailed() {
        try {
            told.logFailed();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void eventLost() {
        try {
            told.eventLost();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void connections(int change) {
        try {
            told.connections(change);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void closed(int code) {
        try {
            told.closed(code);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void refused(Refusal why) {
        try {
            told.refused(why);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void waiting(int bytes) {
        try {
            told.waiting(bytes);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }
}
