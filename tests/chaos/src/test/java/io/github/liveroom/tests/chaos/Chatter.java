package io.github.liveroom.tests.chaos;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.Participant;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.chat.client.RoomLine;
import io.github.liveroom.chat.client.RoomSnapshot;
import io.github.liveroom.chat.client.Transport;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Somebody who counts aloud, and writes down what the client tells: everything that should not be, too. Thread-safe. */
final class Chatter implements ChatListener {
    private final String name;
    private final ChatClient client;
    private final ChatRoom room;
    private final Map<String, CompletableFuture<Outcome<Answer.Sent>>> sends = new LinkedHashMap<>(); // guarded by this
    private final Set<Long> deletions = new TreeSet<>(); // acknowledged ones; guarded by this, like all below
    private final List<RoomLine> lines = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private long last;
    private int breaks;
    private boolean offline;
    private boolean ending;

    Chatter(URI address, HttpClient http, RoomCode code, String name, long seed) {
        this.name = name;
        client = ChatClient.builder()
                .uri(address)
                .httpClient(http)
                .transport(Transport.WEBSOCKET)
                .random(new Hasty(new Random(seed)))
                .build();
        room = client.join(JoinOptions.of(code, name).tail(0), this);
    }

    /** Waits before the next attempt to connect are a tenth of what they would be. */
    private record Hasty(Random random) implements RandomGenerator {
        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public double nextDouble() {
            return random.nextDouble() / 10;
        }
    }

    String name() {
        return name;
    }

    ChatRoom room() {
        return room;
    }

    /** Says the next number. */
    synchronized void count() {
        String text = name + " " + sends.size();
        sends.put(text, room.send(text));
    }

    /** Deletes one of its own messages; whether that was done may remain unknown. */
    synchronized void regret() {
        List<Long> said = lines.stream()
                .filter(line -> line.isMessage() && line.text().startsWith(name + " "))
                .map(RoomLine::offset)
                .filter(offset -> !deletions.contains(offset))
                .toList();
        if (!said.isEmpty()) {
            long target = said.get(said.size() / 2);
            room.delete(target).thenAccept(outcome -> deleted(target, outcome));
        }
    }

    private synchronized void deleted(long target, Outcome<Long> outcome) {
        if (outcome instanceof Outcome.Ok<Long>) {
            deletions.add(target);
        }
    }

    synchronized int unanswered() {
        return (int) sends.values().stream().filter(answer -> !answer.isDone()).count();
    }

    synchronized Map<String, CompletableFuture<Outcome<Answer.Sent>>> sends() {
        return new LinkedHashMap<>(sends);
    }

    synchronized Set<Long> deletions() {
        return new TreeSet<>(deletions);
    }

    /** Every entry since the join. */
    synchronized List<RoomLine> lines() {
        return List.copyOf(lines);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized long last() {
        return last;
    }

    synchronized int breaks() {
        return breaks;
    }

    /** Goes, with a word or without. */
    void leave(boolean politely) {
        synchronized (this) {
            ending = true;
        }
        if (politely) {
            client.close();
        } else {
            client.abort();
        }
    }

    @Override
    public synchronized void joined(ChatRoom in, RoomSnapshot snapshot) {
        last = snapshot.info().position().offset();
    }

    @Override
    public synchronized void entry(ChatRoom in, RoomLine line) {
        if (line.offset() != last + 1) {
            wrong.add(name + " was told " + line.offset() + " after " + last);
        }
        last = line.offset();
        lines.add(line);
    }

    @Override
    public synchronized void offline(ChatRoom in) {
        breaks++;
        offline = true;
    }

    @Override
    public synchronized void resumed(ChatRoom in) {
        offline = false;
    }

    @Override
    public synchronized void gap(ChatRoom in, RoomSnapshot snapshot) {
        wrong.add(name + " was told of a gap, " + snapshot.recovery() + ", after " + last);
        last = snapshot.info().position().offset();
    }

    @Override
    public synchronized void ended(ChatRoom in, RoomEnd end) {
        if (!ending) {
            wrong.add(name + " was put out: " + end);
        }
    }

    @Override
    public synchronized String toString() {
        return name + " " + room.me() + " " + client.state() + ", " + unanswered() + " unanswered, last " + last + ", "
                + breaks + " breaks, " + (offline ? "offline" : "online") + ", " + wrong;
    }

    /** What a member is to everybody. */
    record Seen(String member, String name, Role role, int connections) {
        static Seen of(Participant who) {
            return new Seen(who.id().toString(), who.name(), who.role(), who.connections());
        }
    }

    Set<Seen> members() {
        return Set.copyOf(room.members().stream().map(Seen::of).toList());
    }
}
