package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.InProcessClient;
import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, real time, and the service as applications get it. */
class RaceTest {
    private static final long SECONDS = 60;

    private final CapturedLog logged = new CapturedLog();
    private final RoomService rooms = RoomService.builder()
            .maxMembers(1000)
            .retain(100_000)
            .retainBytes(100 << 20)
            .build();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        pool.shutdownNow();
        rooms.close();
        logged.close();
    }

    /** Does something in many threads that begin at the same moment. */
    private <T> List<T> together(int threads, IntFunction<Callable<T>> each) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Callable<T> task = each.apply(i);
            running.add(pool.submit(() -> {
                start.await(SECONDS, TimeUnit.SECONDS);
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(future.get(SECONDS, TimeUnit.SECONDS));
        }
        return results;
    }

    private Room room(int seats) throws Exception {
        return rooms.create(new RoomOptions(null, null, false, seats, null))
                .toCompletableFuture()
                .get(SECONDS, TimeUnit.SECONDS)
                .orElseThrow()
                .room();
    }

    @Test
    void givesTheLastSeatToOneOfAHundred() throws Exception {
        for (int round = 0; round < 10; round++) {
            Room room = room(3);
            InProcessClient.connect(room, "Ada").joined();
            InProcessClient.connect(room, "Bob").joined();
            List<InProcessClient> clients = together(100, i -> () -> InProcessClient.connect(room, "guest " + i));

            List<InProcessClient> in = clients.stream()
                    .filter(client -> client.answer().orElseThrow() instanceof Outcome.Ok)
                    .toList();
            assertThat(in).hasSize(1);
            assertThat(clients.stream().filter(client -> !in.contains(client)))
                    .allSatisfy(client -> assertThat(client.refusal()).isEqualTo(Refusal.ROOM_FULL));
            assertThat(room.members()).hasSize(3);
            room.close("");
        }
    }

    @Test
    void givesANameToOneOfAHundred() throws Exception {
        Room room = room(1000);
        List<InProcessClient> clients =
                together(100, i -> () -> InProcessClient.connect(room, i % 2 == 0 ? "Ada" : "aDA"));

        assertThat(clients.stream().filter(client -> client.answer().orElseThrow() instanceof Outcome.Ok))
                .hasSize(1);
        assertThat(room.members()).hasSize(1);
    }

    @Test
    void showsEverybodyTheSameOrderWithoutHolesWhileManySendAndOthersComeAndGo() throws Exception {
        int senders = 20;
        int messages = 200;
        Room room = room(1000);
        InProcessClient witness = InProcessClient.connect(room, "witness");
        witness.joined();
        AtomicBoolean sending = new AtomicBoolean(true);
        List<Future<Integer>> wanderers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "wanderer " + i;
            wanderers.add(pool.submit(() -> {
                int visits = 0;
                while (sending.get()) {
                    InProcessClient first = InProcessClient.connect(room, name);
                    first.joined();
                    first.drop();
                    InProcessClient second =
                            Ask.resuming(first.resume()).since(first.position()).at(room);
                    second.joined();
                    InProcessClient third = Ask.resuming(second.resume()).at(room);
                    third.joined();
                    third.leave().get(SECONDS, TimeUnit.SECONDS);
                    first.check();
                    second.check();
                    third.check();
                    visits++;
                }
                return visits;
            }));
        }
        List<InProcessClient> clients = Collections.synchronizedList(new ArrayList<>());
        List<List<Long>> offsets = together(senders, i -> () -> {
            InProcessClient client = InProcessClient.connect(room, "sender " + i);
            client.joined();
            clients.add(client);
            List<Long> sent = new ArrayList<>();
            for (int n = 0; n < messages; n++) {
                Outcome<Answer> answer = client.send(i + "/" + n, "c" + n).get(SECONDS, TimeUnit.SECONDS);
                sent.add(((Answer.Sent) answer.orElseThrow()).offset());
            }
            return sent;
        });
        sending.set(false);
        for (Future<Integer> wanderer : wanderers) {
            assertThat(wanderer.get(SECONDS, TimeUnit.SECONDS)).isPositive();
        }
        long end = room.info().position().offset();
        witness.awaitPosition(end);

        List<Entry> all = witness.entries();
        for (int i = 0; i < senders; i++) {
            for (int n = 0; n < messages; n++) {
                Entry entry = all.get((int) (offsets.get(i).get(n) - 2));
                assertThat(((Fact.Message) entry.fact()).text())
                        .as("what was acknowledged stands where the answer says")
                        .isEqualTo(i + "/" + n);
            }
        }
        assertThat(witness.texts()).as("and nowhere else").hasSize(senders * messages);
        for (InProcessClient client : clients) {
            client.awaitPosition(end);
            List<Entry> seen = client.entries();
            assertThat(seen).isEqualTo(all.subList(all.size() - seen.size(), all.size()));
        }
    }

    @Test
    void appendsACommandThatManyTabsSendAtOnceOnlyOnce() throws Exception {
        Room room = room(1000);
        InProcessClient witness = InProcessClient.connect(room, "witness");
        witness.joined();
        List<InProcessClient> tabs = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            tabs.add(Ask.as("Ada").identity("user:1").at(room));
        }
        for (int round = 0; round < 50; round++) {
            String cid = "c" + round;
            List<Outcome<Answer>> answers =
                    together(16, i -> () -> tabs.get(i).send(cid, cid).get(SECONDS, TimeUnit.SECONDS));
            assertThat(answers.stream().filter(answer -> !((Outcome.Ok<Answer>) answer).repeated()))
                    .hasSize(1);
            assertThat(answers.stream().map(Outcome::orElseThrow).distinct()).hasSize(1);
        }
        witness.awaitPosition(room.info().position().offset());
        assertThat(witness.texts()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void neverGivesOneCodeToTwoRoomsThoughManyAreProposedTwice() throws Exception {
        RoomCodeGenerator few = (random, length, live) -> new RoomCode("AA" + (10 + random.nextInt(30)));
        try (RoomService crowded =
                RoomService.builder().codes(few).random(new ScriptedRandom(5)).build()) {
            List<List<RoomCode>> codes = together(8, i -> () -> {
                List<RoomCode> mine = new ArrayList<>();
                for (int n = 0; n < 10; n++) {
                    Outcome<NewRoom> outcome = crowded.create(RoomOptions.DEFAULTS)
                            .toCompletableFuture()
                            .get(SECONDS, TimeUnit.SECONDS);
                    if (outcome instanceof Outcome.Ok<NewRoom> ok) {
                        mine.add(ok.value().room().code());
                    } else {
                        assertThat(TestService.refusal(outcome)).isEqualTo(Refusal.UNAVAILABLE);
                    }
                }
                return mine;
            });
            List<RoomCode> all = codes.stream().flatMap(List::stream).toList();
            assertThat(all).doesNotHaveDuplicates().hasSizeBetween(20, 30);
            assertThat(crowded.rooms()).extracting(Room::code).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void holdsNoMoreRoomsThanItMayHoweverManyAreCreatedAtOnce() throws Exception {
        try (RoomService small = RoomService.builder().maxRooms(10).build()) {
            List<Outcome<NewRoom>> outcomes = together(
                    40,
                    i -> () -> small.create(RoomOptions.DEFAULTS)
                            .toCompletableFuture()
                            .get(SECONDS, TimeUnit.SECONDS));
            assertThat(outcomes.stream().filter(Outcome.Ok.class::isInstance)).hasSizeLessThanOrEqualTo(10);
            assertThat(small.rooms()).hasSizeLessThanOrEqualTo(10);
        }
    }

    @Test
    void endsWhileManySendAndLeavesNoThreadBehind() throws Exception {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        RoomService ending = RoomService.builder().build();
        Room room = ending.create();
        List<InProcessClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(InProcessClient.connect(room, "guest " + i));
        }
        Membership local = room.join("local", event -> {});
        local.joined().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        clients.get(0).drop();
        together(8, i -> () -> {
            for (int n = 0; n < 200; n++) {
                clients.get(i).send("" + n).get(SECONDS, TimeUnit.SECONDS);
                if (i == 3 && n == 50) {
                    ending.close();
                }
            }
            return null;
        });
        clients.forEach(InProcessClient::check);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("liveroom-") && !before.contains(thread)) {
                thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
