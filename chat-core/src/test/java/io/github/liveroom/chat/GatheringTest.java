package io.github.liveroom.chat;

import static io.github.liveroom.chat.TestService.answer;
import static io.github.liveroom.chat.TestService.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.spi.Call;
import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.Outbox;
import io.github.liveroom.chat.spi.RoomConnection;
import io.github.liveroom.chat.testkit.InProcessClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a busy room hands over when it has gathered. */
class GatheringTest extends WithBusyRoom {
    private RoomConnection joinEve(Outbox outbox) {
        CompletableFuture<Outcome<Joined>> joined = new CompletableFuture<>();
        RoomConnection eve = room.connect(JoinRequest.named("Eve"), outbox, joined::complete);
        now(joined).orElseThrow();
        return eve;
    }

    @Test
    void handsOverOnceWhatItGathered() {
        List<String> calls = new ArrayList<>();
        joinEve(new Calls(calls));
        pass(Duration.ofSeconds(10));
        talk();
        calls.clear();

        ada.send("one");
        bob.typing(true);
        bob.send("two");
        ada.typing(true);
        assertThat(calls).isEmpty();
        pass(FRAME);

        assertThat(calls).containsExactly("entries 2", "typing m1", "flush");
        calls.clear();
        pass(FRAME.multipliedBy(3));
        assertThat(calls).as("nothing was left behind").isEmpty();
    }

    private static class Calls implements Outbox {
        private final List<String> calls;

        Calls(List<String> calls) {
            this.calls = calls;
        }

        @Override
        public void entries(EntryBatch batch, int from, int to) {
            calls.add("entries " + (to - from));
        }

        @Override
        public void signal(RoomEvent signal) {
            calls.add(signal instanceof RoomEvent.Typing typing ? "typing " + typing.member() : "other");
        }

        @Override
        public void gone(RoomEvent.Gone gone) {
            calls.add("gone");
        }

        @Override
        public void flush() {
            calls.add("flush");
        }
    }

    @Test
    void sendsInPiecesWhatComesInWhileItSends() {
        int many = 600; // more pieces than may go without waiting
        List<Integer> pieces = new ArrayList<>();
        joinEve(new Calls(new ArrayList<>()) {
            @Override
            public void entries(EntryBatch batch, int from, int to) {
                if (pieces.isEmpty()) {
                    for (int i = 0; i < many; i++) {
                        ada.send(LONG); // waits in the room's mailbox: its drain is here
                    }
                }
                pieces.add(batch.entries().stream().mapToInt(Entry::size).sum());
            }
        });

        ada.send("the first");
        pass(FRAME);

        assertThat(bob.texts()).hasSize(1 + many);
        assertThat(pieces).hasSizeGreaterThan(10).allMatch(bytes -> bytes < 150_000);
    }

    @Test
    void tellsOnlyHowSomebodyIsThereAtTheEnd() {
        talk();
        ada.send("one");
        bob.execute(new Command.Status(true), null);
        bob.execute(new Command.Status(false), null);
        bob.execute(new Command.Status(true), null);
        pass(FRAME);

        assertThat(ada.eventsOf(RoomEvent.Status.class))
                .containsExactly(new RoomEvent.Status(bob.member(), MemberStatus.IDLE, 1));
    }

    @Test
    void saysNothingOfWhoHasLeftMeanwhile() {
        talk();
        ada.send("one");
        bob.execute(new Command.Status(true), null);
        bob.leave();
        pass(FRAME);

        assertThat(ada.eventsOf(RoomEvent.Status.class)).isEmpty();
    }

    @Test
    void showsWhispersOnlyToWhomTheyAreFor() {
        InProcessClient eve = service.join(room, "Eve");
        pass(Duration.ofSeconds(10));
        talk();
        eve.forget();
        ada.execute(new Command.Send("psst", null, List.of(bob.member())), null);
        ada.send("loud");
        pass(FRAME);

        assertThat(bob.texts()).containsExactly("psst", "loud");
        assertThat(ada.texts()).containsExactly("psst", "loud");
        assertThat(eve.facts()).hasSize(2).first().isInstanceOf(Fact.Skip.class);
    }

    @Test
    void anAnswerThatCannotBeGivenKeepsNoOtherBack() {
        RoomConnection eve = joinEve(new Calls(new ArrayList<>()));
        pass(Duration.ofSeconds(10));
        talk();
        eve.execute(new BrokenCall());
        CompletableFuture<Outcome<Answer>> sent = ada.send("one");
        pass(FRAME);

        assertThat(bob.texts()).containsExactly("mine", "one");
        assertThat(answer(sent)).isInstanceOf(Answer.Sent.class);
    }

    private static final class BrokenCall implements Call {
        @Override
        public String verb() {
            return "send";
        }

        @Override
        public String cid() {
            return null;
        }

        @Override
        public Outcome<Command> command() {
            return Outcome.ok(new Command.Send("mine", null));
        }

        @Override
        public Outcome.Refused<Answer> admit() {
            return null;
        }

        @Override
        public void reply(Outcome<Answer> outcome) {
            throw new IllegalStateException("a defect, as the test wants it");
        }
    }
}
