package io.github.liveroom.chat.jakarta.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    /** Three turns. */
    private static final List<Integer> ROOMS =
            IntStream.range(0, 2 * Announcement.TURN + 1).boxed().toList();

    private final List<Integer> told = new ArrayList<>();

    private Announcement announce(CompletionStage<Outcome<Answer.Done>> answerOfTheFirst) {
        return Announcement.to(
                ROOMS,
                room -> {
                    told.add(room);
                    return room == 0
                            ? answerOfTheFirst
                            : CompletableFuture.completedStage(Outcome.ok(new Answer.Done()));
                },
                Duration.ofMillis(1));
    }

    private static Outcome<Answer.Done> refused(Refusal refusal) {
        return Outcome.refused(refusal, "for a test");
    }

    @Test
    void aRefusalKeepsNoOtherRoomFromBeingTold() {
        Announcement made = announce(CompletableFuture.completedStage(refused(Refusal.UNAVAILABLE)));
        assertThat(told).isEqualTo(ROOMS);
        assertThat(made).isEqualTo(new Announcement(1, (Outcome.Refused<Answer.Done>) refused(Refusal.UNAVAILABLE)));
    }

    @Test
    void neitherDoesARoomThatFails() {
        Announcement made = announce(CompletableFuture.failedStage(new IllegalStateException("for a test")));
        assertThat(told).isEqualTo(ROOMS);
        assertThat(made.untold()).isOne();
    }

    @Test
    void neitherDoesARoomThatDoesNotAnswer() {
        Announcement made = announce(new CompletableFuture<>());
        assertThat(told).isEqualTo(ROOMS);
        assertThat(made.untold()).isOne();
    }

    @Test
    void aRoomThatHasClosedIsNoRoom() {
        assertThat(announce(CompletableFuture.completedStage(refused(Refusal.ROOM_NOT_FOUND))))
                .isEqualTo(new Announcement(0, null));
    }
}
