package io.github.liveroom.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rooms with their members, who is to connect and who has gone; turns the {@link Loop}. */
final class Stage implements Loop.Watcher, AutoCloseable {
    private static final long LONGEST_WAIT = 20_000_000;
    private static final long NUDGE_EVERY = 1_000_000_000;
    private static final int MOST_ORDER = 1 << 12;
    private static final int LEAST_ORDER = 1 << 6;
    private static final int ALL_ORDERS = 1 << 21;

    private final Options options;
    private final Loop loop;
    private final Traffic traffic;
    private final ServerProcess server;
    private final Meter meter;
    private final List<Room> rooms = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Deque<Member> waiting = new ArrayDeque<>();
    private final Histogram joins = new Histogram();
    private final Map<Integer, Integer> closes = new TreeMap<>();

    private int connections;
    private int opening;
    private int in;
    private int failed;
    private long passed;
    private long nextNudge;
    private String error = "";

    Stage(Options options) throws IOException {
        this.options = options;
        traffic = new Traffic((int) (System.nanoTime() >>> 10) & Mark.MAX_RUN);
        server = new ServerProcess(options.text(Option.PID));
        loop = new Loop(
                new Loop.Target(options.integer(Option.PORT), options.integer(Option.SOURCES)),
                Dialect.Kind.named(options.text(Option.DIALECT)),
                traffic,
                this,
                options.integer(Option.SIZE),
                options.flag(Option.SPIN));
        meter = new Meter(server, traffic, loop);
        build(codes(options.text(Option.CODES)));
    }

    private static List<String> codes(String file) throws IOException {
        return file.isEmpty()
                ? List.of()
                : Files.readAllLines(Path.of(file)).stream()
                        .filter(line -> !line.isBlank())
                        .map(String::strip)
                        .toList();
    }

    private void build(List<String> codes) {
        int count = options.integer(Option.ROOMS);
        if (!codes.isEmpty() && codes.size() < count) {
            throw new IllegalArgumentException(codes.size() + " codes are too few for " + count + " rooms");
        }
        int size = options.integer(Option.MEMBERS);
        int senders = Math.min(options.integer(Option.PUBS), size);
        if (senders > Mark.MAX_SENDERS) {
            throw new IllegalArgumentException("more than " + Mark.MAX_SENDERS + " senders in a room");
        }
        int order = Math.max(LEAST_ORDER, Math.min(MOST_ORDER, Integer.highestOneBit(ALL_ORDERS / Math.max(1, count))));
        for (int r = 0; r < count; r++) {
            String name = codes.isEmpty() ? "r" + traffic.run() + "-" + r : codes.get(r);
            Room room = new Room(r, name, senders, order);
            rooms.add(room);
            for (int m = 0; m < size; m++) {
                room.members().add(add(room, m, Member.Role.COUNTED));
            }
        }
    }

    /** One more member, who will connect. */
    Member add(Room room, int index, Member.Role role) {
        Member member = new Member(room, index, "m" + traffic.run() + "-" + members.size(), role);
        members.add(member);
        waiting.add(member);
        return member;
    }

    Options options() {
        return options;
    }

    Loop loop() {
        return loop;
    }

    Traffic traffic() {
        return traffic;
    }

    ServerProcess server() {
        return server;
    }

    Meter meter() {
        return meter;
    }

    List<Room> rooms() {
        return rooms;
    }

    /** How long it took from opening a connection to being in the room. */
    Histogram joins() {
        return joins;
    }

    /** How many are in their rooms. */
    int in() {
        return in;
    }

    /** How often somebody joined and left. */
    long passed() {
        return passed;
    }

    /** Connects all who wait, and waits until they are in, have failed, or the time is over. */
    void connect(JsonLine out) throws IOException {
        long start = System.nanoTime();
        long end = start + options.nanos(Option.TIMEOUT);
        ServerProcess.Cpu before = server.cpu();
        while ((!waiting.isEmpty() || opening > 0) && System.nanoTime() < end) {
            turn(Pace.NOTHING, end);
        }
        out.put("joined", in)
                .put("open_s", (System.nanoTime() - start) / 1e9)
                .put("open_cpu_s", server.cpu().minus(before).total());
    }

    /** Lets things happen for so long. */
    void run(long nanos, Pace pace) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            turn(pace, end);
        }
    }

    /** Waits for what is under way as long as something comes, and then a little for what should not. */
    void drain() throws IOException {
        long start = System.nanoTime();
        long since = start;
        long deliveries = traffic.deliveries;
        while (rooms.stream().anyMatch(room -> room.outstanding > 0)
                && System.nanoTime() - since < options.nanos(Option.DRAIN)
                && System.nanoTime() - start < options.nanos(Option.TIMEOUT)) {
            run(LONGEST_WAIT, Pace.NOTHING);
            if (traffic.deliveries > deliveries) {
                deliveries = traffic.deliveries;
                since = System.nanoTime();
            }
        }
        run(10 * LONGEST_WAIT, Pace.NOTHING);
    }

    private void turn(Pace pace, long end) throws IOException {
        while (opening < options.integer(Option.INFLIGHT) && !waiting.isEmpty()) {
            opening++;
            loop.open(waiting.remove(), connections++);
        }
        long now = System.nanoTime();
        if (opening > 0 && now > nextNudge) {
            nextNudge = now + NUDGE_EVERY;
            members.forEach(loop::nudge);
        }
        if (pace.send(now)) {
            loop.wasBusySince(now);
        }
        loop.turn(Math.max(0, Math.min(Math.min(pace.idle(now), end - now), LONGEST_WAIT)));
    }

    @Override
    public void entered(Member member) {
        opening--;
        joins.record(System.nanoTime() - member.openedAt);
        switch (member.role()) {
            case COUNTED -> {
                in++;
                traffic.came(member);
            }
            case PASSING -> loop.leave(member);
            case STALLED -> loop.deafen(member, true);
        }
    }

    @Override
    public void ended(Member member, Member.State was, int code, String why) {
        if (was == Member.State.LEAVING) {
            passed++;
            waiting.add(member);
            return;
        }
        if (member.role() == Member.Role.STALLED && was == Member.State.IN) {
            // That is what it is there for.
            return;
        }
        if (error.isEmpty()) {
            error = member.name() + " " + was + ": " + why;
        }
        if (was == Member.State.IN) {
            closes.merge(code, 1, Integer::sum);
            if (member.role() == Member.Role.COUNTED) {
                in--;
                traffic.went(member);
            }
        } else {
            opening--;
            failed++;
        }
    }

    /** Puts what should not have happened, and what is missing of those who are still there. */
    void putFaults(JsonLine out) {
        long lost = rooms.stream()
                .mapToLong(room -> room.members().stream()
                        .filter(Member::isIn)
                        .mapToLong(room::lacks)
                        .sum())
                .sum();
        out.put("published", traffic.published)
                .put("delivered", traffic.deliveries)
                .put("lost", lost)
                .put("doubled", traffic.doubled)
                .put("reordered", traffic.reordered)
                .put("disordered", traffic.disordered)
                .put("cut", traffic.cut)
                .put("misrouted", traffic.misrouted)
                .put("foreign", traffic.foreign)
                .put("refused", traffic.refused)
                .put("held", traffic.held)
                .put("stalls", traffic.stalls)
                .put("failed", failed)
                .put(
                        "closes",
                        closes.entrySet().stream()
                                .map(entry -> entry.getKey() + "x" + entry.getValue())
                                .collect(Collectors.joining(" ")))
                .put("err", error);
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
