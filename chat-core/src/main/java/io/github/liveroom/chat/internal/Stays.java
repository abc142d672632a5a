package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which connections the members of a room have at this server. A member has none (away), one, or several (tabs).
 *
 * <p>Changed by the room's drain only; {@link #members} may be called by any thread.
 */
final class Stays {
    /** One member's time in the room. */
    static final class Stay {
        final MemberId member;
        final String scope;
        /** Replaced when it changes, like the tickets: nearly always there is one of each. */
        private List<RoomLine> lines = List.of();

        private List<ResumeTickets.Ticket> tickets = List.of();

        @Nullable
        Scheduled grace;

        @Nullable
        Long typedAt;

        private volatile int connections;
        private volatile boolean idle;
        private int absence;

        private Stay(MemberId member, String scope) {
            this.member = member;
            this.scope = scope;
        }

        List<RoomLine> lines() {
            return lines;
        }

        List<ResumeTickets.Ticket> tickets() {
            return tickets;
        }

        void add(ResumeTickets.Ticket ticket) {
            tickets = with(tickets, ticket);
        }

        void remove(ResumeTickets.Ticket ticket) {
            tickets = without(tickets, ticket);
        }

        private static <T> List<T> with(List<T> some, T more) {
            List<T> all = new ArrayList<>(some);
            all.add(more);
            return List.copyOf(all);
        }

        private static <T> List<T> without(List<T> all, T gone) {
            List<T> rest = new ArrayList<>(all);
            rest.remove(gone);
            return List.copyOf(rest);
        }

        private void count() {
            connections = lines.size();
            idle = !lines.isEmpty() && lines.stream().allMatch(RoomLine::idle);
        }

        int connections() {
            return connections;
        }

        MemberStatus status() {
            if (connections == 0) {
                return MemberStatus.AWAY;
            }
            return idle ? MemberStatus.IDLE : MemberStatus.ACTIVE;
        }

        /** Tells one absence of the member from the next. */
        int absence() {
            return absence;
        }

        void cancelGrace() {
            absence++;
            if (grace != null) {
                grace.cancel();
                grace = null;
            }
        }
    }

    /** Nothing until somebody comes: most rooms of a large server are empty. */
    private volatile Map<MemberId, Stay> stays = Map.of();

    private final List<RoomLine> attached = new ArrayList<>(0);

    @Nullable
    Stay of(MemberId member) {
        return stays.get(member);
    }

    Stay begin(Seat seat) {
        Stay stay = new Stay(seat.id(), seat.scope());
        if (stays.isEmpty()) {
            stays = new ConcurrentHashMap<>(4);
        }
        stays.put(seat.id(), stay);
        return stay;
    }

    @Nullable
    Stay end(MemberId member) {
        Stay stay = stays.isEmpty() ? null : stays.remove(member);
        if (stay != null) {
            stay.cancelGrace();
        }
        return stay;
    }

    List<Stay> endAll() {
        List<Stay> all = List.copyOf(stays.values());
        all.forEach(stay -> end(stay.member));
        return all;
    }

    void stopWaiting() {
        stays.values().forEach(Stay::cancelGrace);
    }

    /** All connections that get what happens in the room. Not to be kept: it changes. */
    List<RoomLine> attached() {
        return attached;
    }

    /**
     * @param position what happened until there is in the answer that the connection gets
     */
    void attach(Stay stay, RoomLine line, long position) {
        stay.cancelGrace();
        stay.lines = Stay.with(stay.lines, line);
        stay.count();
        line.attach(stay, attached.size(), position);
        attached.add(line);
    }

    /** Does nothing if the line is not attached. */
    void detach(RoomLine line) {
        Stay stay = line.stay();
        if (stay == null) {
            return;
        }
        stay.lines = Stay.without(stay.lines, line);
        stay.count();
        // The last line takes the free place: order among lines means nothing.
        RoomLine last = attached.remove(attached.size() - 1);
        if (last != line) {
            attached.set(line.index(), last);
            last.moveTo(line.index());
        }
        line.detach();
    }

    /** Takes note of whether somebody looks at a connection; gives back whether that changes how the member is there. */
    boolean idle(RoomLine line, Stay stay, boolean idle) {
        MemberStatus before = stay.status();
        line.setIdle(idle);
        stay.count();
        return stay.status() != before;
    }

    Member member(Seat seat) {
        Stay stay = stays.get(seat.id());
        return new Member(
                seat.id(),
                seat.name(),
                seat.role(),
                stay == null ? MemberStatus.AWAY : stay.status(),
                stay == null ? 0 : stay.connections(),
                seat.visitor().profile());
    }

    /** In the order of joining. */
    List<Member> members(RoomState state) {
        List<Member> members = new ArrayList<>(state.seats().size());
        for (Seat seat : state.seats()) {
            members.add(member(seat));
        }
        return members;
    }

    /** Owners and moderators first, then in the order of joining; not more than a joiner is told. */
    List<Member> listed(RoomState state) {
        List<Member> listed = new ArrayList<>(Math.min(state.seats().size(), Joined.MAX_LISTED));
        for (Seat seat : state.seats()) {
            if (leads(seat) && listed.size() < Joined.MAX_LISTED) {
                listed.add(member(seat));
            }
        }
        for (Seat seat : state.seats()) {
            if (listed.size() >= Joined.MAX_LISTED) {
                break;
            }
            if (!leads(seat)) {
                listed.add(member(seat));
            }
        }
        return listed;
    }

    private static boolean leads(Seat seat) {
        return seat.role() == Role.OWNER || seat.role() == Role.MODERATOR;
    }
}
