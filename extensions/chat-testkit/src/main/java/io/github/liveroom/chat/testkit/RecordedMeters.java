package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.spi.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what it is told: a method's name and what came with it, such as {@code members -1}. Thread-safe. */
public final class RecordedMeters implements Meters {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    /** Nothing was told yet. */
    public RecordedMeters() {}

    /**
     * What was told since this was last called.
     *
     * @return the calls, in their order
     */
    public List<String> take() {
        List<String> taken = new ArrayList<>();
        for (String call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return taken;
    }

    /**
     * What was told of one kind since anything was last taken, which this takes too, with all that is of other kinds.
     *
     * @param method the name of a method of {@link Meters}
     * @return what came with each call
     */
    public List<String> take(String method) {
        return take().stream()
                .filter(call -> call.startsWith(method + " "))
                .map(call -> call.substring(method.length() + 1))
                .toList();
    }

    @Override
    public void rooms(int change) {
        calls.add("rooms " + change);
    }

    @Override
    public void members(int change) {
        calls.add("members " + change);
    }

    @Override
    public void appended(Class<? extends Fact> kind) {
        calls.add("appended " + kind.getSimpleName());
    }

    @Override
    public void sent(int entries, int connections, long nanos) {
        calls.add("sent " + entries + " to " + connections + " in " + nanos);
    }

    @Override
    public void logFailed() {
        calls.add("logFailed");
    }

    @Override
    public void eventLost() {
        calls.add("eventLost");
    }

    @Override
    public void connections(int change) {
        calls.add("connections " + change);
    }

    @Override
    public void closed(int code) {
        calls.add("closed " + code);
    }

    @Override
    public void refused(Refusal why) {
        calls.add("refused " + why);
    }

    @Override
    public void waiting(int bytes) {
        calls.add("waiting " + bytes);
    }
}
