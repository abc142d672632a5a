package io.github.liveroom.chat.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.CapturedLog;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.testkit.RecordedMeters;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Meters that are told by others, or kept from doing harm. */
class MetersTest {
    /** Each method once. */
    private static final List<Consumer<Meters>> ALL = List.of(
            told -> told.rooms(1),
            told -> told.members(-2),
            told -> told.appended(Fact.Message.class),
            told -> told.sent(3, 4, 5),
            Meters::logFailed,
            Meters::eventLost,
            told -> told.connections(-1),
            told -> told.closed(4001),
            told -> told.refused(Refusal.BANNED),
            told -> told.waiting(6));

    private static final Set<String> OWN = Set.of("and", "guarded");

    private final RecordedMeters first = new RecordedMeters();
    private final RecordedMeters second = new RecordedMeters();

    @Test
    void noneIsMissingHere() {
        assertThat(Stream.of(Meters.class.getDeclaredMethods())
                        .filter(method -> method.isDefault() && !OWN.contains(method.getName())))
                .hasSameSizeAs(ALL);
    }

    @Test
    void tellsTwo() {
        ALL.forEach(call -> call.accept(first.and(second)));

        List<String> told = first.take();
        assertThat(told)
                .containsExactly(
                        "rooms 1",
                        "members -2",
                        "appended Message",
                        "sent 3 to 4 in 5",
                        "logFailed",
                        "eventLost",
                        "connections -1",
                        "closed 4001",
                        "refused BANNED",
                        "waiting 6");
        assertThat(second.take()).isEqualTo(told);
    }

    @Test
    void nobodyAndAnotherIsTheOther() {
        assertThat(Meters.NONE.and(first)).isSameAs(first);
        assertThat(first.and(Meters.NONE)).isSameAs(first);
        assertThat(Meters.NONE.guarded()).isSameAs(Meters.NONE);
    }

    @Test
    void keepsADefectToItselfAndTellsItNothingAnyMore() {
        for (Consumer<Meters> call : ALL) {
            try (CapturedLog logged = new CapturedLog()) {
                Meters guarded = broken().guarded();
                call.accept(guarded);
                ALL.forEach(each -> each.accept(guarded));
                assertThat(logged.lines())
                        .containsExactly("WARNING Meters of the application failed and are told nothing any more");
            }
        }
    }

    @Test
    void tellsWhatHasNoDefectEverything() {
        Meters guarded = first.guarded();
        ALL.forEach(call -> call.accept(guarded));
        ALL.forEach(call -> call.accept(second));
        assertThat(first.take()).isEqualTo(second.take());
    }

    private static Meters broken() {
        return (Meters) Proxy.newProxyInstance(
                MetersTest.class.getClassLoader(), new Class<?>[] {Meters.class}, (proxy, method, arguments) -> {
                    if (OWN.contains(method.getName())) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    throw new AssertionError("a defect of the application");
                });
    }
}
