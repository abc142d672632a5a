package io.github.liveroom.chat.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The commands that wait for their answers, in the order in which they were sent. Belongs to the strand. */
final class Unanswered {
    private record Asked(String cmd, long at, Consumer<Answered> answered) {}

    private final Map<Long, Asked> waiting = new LinkedHashMap<>();
    private long nextId = 1;

    /** Keeps a command, and gives the id under which it is to be sent. */
    long add(String cmd, long now, Consumer<Answered> answered) {
        long id = nextId++;
        waiting.put(id, new Asked(cmd, now, answered));
        return id;
    }

    /** Hands an answer on. One to a command that does not wait for it any more is ignored. */
    void answer(long id, Answered answer) {
        Asked asked = waiting.remove(id);
        if (asked != null) {
            asked.answered().accept(answer);
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** When the first of them was sent; there must be one. */
    long since() {
        return waiting.values().iterator().next().at();
    }

    /** Whether there is nothing but such commands, if anything. */
    boolean areAll(String cmd) {
        return waiting.values().stream().allMatch(asked -> asked.cmd().equals(cmd));
    }

    /** Tells everyone who waits that no answer will come. */
    void lose(boolean blamed) {
        List<Asked> lost = new ArrayList<>(waiting.values());
        waiting.clear();
        lost.forEach(asked -> asked.answered().accept(new Answered.Lost(blamed)));
    }
}
