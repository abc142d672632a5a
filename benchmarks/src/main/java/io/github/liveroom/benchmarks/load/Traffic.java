package io.github.liveroom.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what is sent and what arrives, and knows what is under way. */
final class Traffic {
    private final int run;
    private final List<Room> touched = new ArrayList<>();

    /** Where times go at the moment. */
    private @Nullable Histogram latencies;

    private @Nullable Timeline timeline;

    long published;
    long deliveries;
    long doubled;
    long reordered;
    long disordered;
    long misrouted;
    long foreign;
    long cut;
    long refused;

    /** What was not sent, because all senders are gone or the server does not read what it sent. */
    long held;

    /** How often a room in closed loop went on without what was under way. */
    long stalls;

    /** Messages without marks that came to members who count. */
    long notices;

    long frames;
    long bytes;
    long reads;

    /** @param run tells this run's messages from those of others, 0 to {@value Mark#MAX_RUN} */
    Traffic(int run) {
        this.run = run;
    }

    int run() {
        return run;
    }

    /** From now on the time of every delivery goes there. */
    void recordTo(Histogram histogram) {
        latencies = histogram;
        timeline = null;
    }

    /** From now on the time of every delivery goes there. */
    void recordTo(Timeline line) {
        latencies = null;
        timeline = line;
    }

    /** Times go nowhere from now on. */
    void recordNothing() {
        latencies = null;
        timeline = null;
    }

    /** A message is on its way to everybody who is there. */
    void published(Room room, long now) {
        published++;
        if (room.outstanding <= 0) {
            room.outstanding = 0;
            room.progress = now;
        }
        room.outstanding += room.present;
    }

    /** A message came to a member. */
    void delivered(Member member, Mark mark, boolean whole, long now) {
        Room room = member.where();
        if (mark.run() != run || mark.sender() >= room.senders()) {
            foreign++;
            return;
        }
        if (mark.room() != room.number()) {
            misrouted++;
            return;
        }
        if (member.role() != Member.Role.COUNTED) {
            return;
        }
        if (!whole) {
            cut++;
        }
        Receipts.Verdict verdict = member.receipts().note(mark.sender(), mark.sequence());
        if (verdict == Receipts.Verdict.DOUBLED) {
            doubled++;
            return;
        }
        if (verdict == Receipts.Verdict.LATE) {
            reordered++;
        }
        if (mark.sender() == member.index()) {
            member.underWay--;
        }
        long position = room.order().note(member.position, mark.sender(), mark.sequence());
        if (position < 0) {
            disordered++;
            position = ~position;
        }
        member.position = position;
        deliveries++;
        room.outstanding--;
        room.progress = now;
        if (latencies != null) {
            latencies.record(now - mark.time());
        }
        if (timeline != null) {
            timeline.record(mark.time(), now - mark.time());
        }
        touch(room);
    }

    /** The server did not take a message: nobody will get it. */
    void refused(Member sender, int sequence) {
        Room room = sender.where();
        refused++;
        sender.underWay--;
        room.refuse(sender.index(), sequence);
        room.outstanding -= room.present;
        touch(room);
    }

    /** A member is there. */
    void came(Member member) {
        member.where().present++;
    }

    /** A member is there no more: what it had not got is not under way any more. */
    void went(Member member) {
        Room room = member.where();
        room.present--;
        room.outstanding -= room.lacks(member);
        touch(room);
    }

    private void touch(Room room) {
        if (!room.touched) {
            room.touched = true;
            touched.add(room);
        }
    }

    /** The rooms in which something arrived; clear each one's mark and then the list. */
    List<Room> touched() {
        return touched;
    }
}
