package io.github.liveroom.benchmarks.load;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A room with those members of it that count, and what is under way in it. */
final class Room {
    private final int number;
    private final String name;
    private final List<Member> members = new ArrayList<>();
    private final int[] sent;
    private final @Nullable BitSet[] refused;
    private final RoomOrder order;

    /** Of those members who are there, how many messages they should still get. */
    long outstanding;

    /** How many members are there. */
    int present;

    /** Whether something arrived since the pace looked. */
    boolean touched;

    /** When something last arrived, or was last sent into an idle room. */
    long progress;

    private int turn;

    Room(int number, String name, int senders, int orderCapacity) {
        this.number = number;
        this.name = name;
        sent = new int[senders];
        refused = new BitSet[senders];
        order = new RoomOrder(senders, orderCapacity);
    }

    int number() {
        return number;
    }

    String name() {
        return name;
    }

    List<Member> members() {
        return members;
    }

    int senders() {
        return sent.length;
    }

    RoomOrder order() {
        return order;
    }

    /** Whose turn it is to send, of those senders who are there; absent if none is. */
    Optional<Member> nextSender() {
        for (int tried = 0; tried < sent.length; tried++) {
            Member member = members.get(turn);
            turn = (turn + 1) % sent.length;
            if (member.state == Member.State.IN) {
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    int nextSequence(int sender) {
        return ++sent[sender];
    }

    /** The last sequences of the senders. */
    int[] sent() {
        return sent;
    }

    void refuse(int sender, int sequence) {
        BitSet some = refused[sender];
        if (some == null) {
            some = new BitSet();
            refused[sender] = some;
        }
        some.set(sequence);
    }

    /** How many messages a member has not got that were sent and taken. */
    long lacks(Member member) {
        long lacks = 0;
        for (int sender = 0; sender < sent.length; sender++) {
            lacks += member.receipts().lacks(sender, sent[sender], refused[sender]);
        }
        return lacks;
    }
}
