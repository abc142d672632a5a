package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.testkit.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A client whose time, chance, network and threads are the test's. */
final class Scene implements ChatListener {
    final FakeTime time = new FakeTime();
    final List<FakeLink> links = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    final Chance chance = new Chance();
    final ChatClient client;

    /** Gives half of what is asked for, unless told otherwise. */
    static final class Chance implements RandomGenerator {
        double next = 0.5;
        private long count;

        @Override
        public long nextLong() {
            return ++count;
        }

        @Override
        public double nextDouble() {
            return next;
        }
    }

    Scene() {
        this(Transport.AUTO, Runnable::run);
    }

    Scene(Transport transport, Executor executor) {
        this(transport, executor, settings -> settings);
    }

    Scene(Transport transport, Executor executor, UnaryOperator<ChatClientBuilder> more) {
        client = more.apply(ChatClient.builder())
                .uri(URI.create("ws://localhost/liveroom/ws"))
                .transport(transport)
                .executor(executor)
                .scheduler(time)
                .ticker(time)
                .random(chance)
                .opener(connection -> (http, receiver) -> {
                    FakeLink link = new FakeLink(http, receiver);
                    links.add(link);
                    return link;
                })
                .build();
    }

    ChatRoom join() {
        return client.join(JoinOptions.of("kqzw", "Ada"), this);
    }

    /** Joined at offset 10 of epoch e1. */
    ChatRoom joined() {
        ChatRoom room = join();
        link().saysHello();
        link().answers("join", FakeLink.room("e1", 10, FakeLink.messages(10, 10)));
        heard.clear();
        return room;
    }

    FakeLink link() {
        return links.get(links.size() - 1);
    }

    /** The network fails, and the next link is open. */
    FakeLink breaks() {
        link().closes(1006, "");
        again().saysHello();
        return link();
    }

    /** Waits for the next attempt. */
    FakeLink again() {
        int before = links.size();
        for (int i = 0; i <= 80 && links.size() == before; i++) {
            time.advance(Duration.ofMillis(250));
        }
        assertThat(links).hasSize(before + 1);
        return link();
    }

    void pass(long seconds) {
        time.advance(Duration.ofSeconds(seconds));
    }

    static <T> T now(CompletableFuture<T> future) {
        assertThat(future).isDone();
        return future.join();
    }

    @Override
    public void joined(ChatRoom room, RoomSnapshot snapshot) {
        heard.add("joined " + snapshot.recovery() + " " + snapshot.entries().size());
    }

    @Override
    public void entry(ChatRoom room, RoomLine line) {
        assertThat(room.position().orElseThrow().offset()).isEqualTo(line.offset());
        heard.add(line.offset() + " " + line.type());
    }

    @Override
    public void typing(ChatRoom room, MemberId member, boolean on) {
        heard.add("typing " + member + " " + on);
    }

    @Override
    public void read(ChatRoom room, MemberId member, long offset) {
        heard.add("read " + member + " " + offset);
    }

    @Override
    public void status(ChatRoom room, MemberId member, MemberStatus status, int connections) {
        heard.add("status " + member + " " + status + " " + connections);
    }

    @Override
    public void offline(ChatRoom room) {
        heard.add("offline");
    }

    @Override
    public void resumed(ChatRoom room) {
        heard.add("resumed");
    }

    @Override
    public void gap(ChatRoom room, RoomSnapshot snapshot) {
        heard.add(
                "gap " + snapshot.recovery() + " " + snapshot.info().position().offset());
    }

    @Override
    public void ended(ChatRoom room, RoomEnd end) {
        heard.add("ended " + end.code() + " " + end.reason() + " " + end.refusal());
    }
}
