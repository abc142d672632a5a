package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much of what was said before a {@code join} gives: the end of it, or what is missing since a position. */
abstract class CatchUpTests extends WireTests {
    CatchUpTests(Servers servers) {
        super(servers);
    }

    // ---------------------------------------------------------------- tail

    @Test
    void givesTheTailThatIsAskedFor() {
        String room = roomWithMessages(220);
        assertThat(tail(room, "tail", 0)).isEmpty();
        assertThat(tail(room, "tail", 1)).hasSize(1);
        assertThat(tail(room, "tail", 200)).hasSize(200);
        assertThat(tail(room)).as("the default").hasSize(50);
    }

    private List<Json> tail(String room, @Nullable Object... tail) {
        WireClient bob = connect();
        Json joined = bob.join(room, "Bob", tail);
        List<Json> entries = joined.at("entries").items();
        long position = joined.at("room", "offset").number();
        assertThat(entries)
                .extracting(entry -> entry.at("offset").number())
                .containsExactlyElementsOf(
                        java.util.stream.LongStream.rangeClosed(position - entries.size() + 1, position)
                                .boxed()
                                .toList());
        if (!entries.isEmpty()) {
            assertThat(last(joined.at("entries")).at("type").text()).isEqualTo("join");
        }
        assertThat(joined.at("more").yes()).isTrue();
        assertThat(joined.has("recovered")).isFalse();
        bob.ok("leave", "room", room);
        return entries;
    }

    @Test
    void joinsUnseenWithATailOfNothing() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        Json joined = connect().join(room, "Bob", "tail", 0);
        assertThat(joined.at("entries").items()).isEmpty();
        assertThat(joined.at("room", "offset").number()).isEqualTo(2);
        assertThat(ada.push(room, "join").at("offset").number()).isEqualTo(2);
    }

    @Test
    void cutsATailAtTheSizeOfAReply() {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        for (int i = 0; i < 90; i++) {
            ada.say(room, i + "x".repeat(3900));
        }
        WireClient bob = connect();
        Json joined = bob.join(room, "Bob", "tail", 200);
        List<Json> entries = joined.at("entries").items();
        assertThat(entries).hasSizeBetween(40, 70);
        assertThat(joined.at("more").yes()).isTrue();
        assertThat(last(joined.at("entries")).at("type").text()).isEqualTo("join");
        assertThat(entries.get(entries.size() - 2).at("text").text()).startsWith("89x");
        assertThat(bob.lines().stream()
                        .filter(line -> line.has("ok"))
                        .mapToInt(line -> Json.write(line.at("ok", "entries")).length()))
                .allMatch(bytes -> bytes <= 262_144);
    }

    // ---------------------------------------------------------------- since

    @Test
    void givesExactlyWhatIsMissing() {
        WireClient ada = connect();
        String room = ada.create();
        Json position = ada.join(room, "Ada").at("room");
        ada.say(room, "one");
        ada.say(room, "two");
        Json joined = connect().join(room, "Bob", "since", since(position), "tail", 0);
        assertThat(joined.at("recovered").yes()).isTrue();
        assertThat(joined.has("reason")).isFalse();
        assertThat(joined.at("entries").items())
                .extracting(entry -> entry.at("type").text())
                .as("tail does not count")
                .containsExactly("message", "message", "join");
    }

    @Test
    void givesTheTailInAnotherEpoch() {
        String room = roomWithMessages(5);
        Json joined = connect().join(room, "Bob", "since", Map.of("epoch", "other", "offset", 2), "tail", 2);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("epoch");
        assertThat(joined.at("entries").items()).hasSize(2);
    }

    @Test
    void givesTheTailFromThePositionThatHasNotBeenReached() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        Json joined = connect()
                .join(room, "Bob", "since", Map.of("epoch", here.at("epoch").text(), "offset", 1000), "tail", 1);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("future");
        assertThat(joined.at("entries").items()).hasSize(1);
    }

    @Test
    void givesTheTailForAPositionThatIsNotRetained() {
        WireClient ada = connect(servers.with("retain", "10", "ping", "7s"));
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        for (int i = 0; i < 20; i++) {
            ada.say(room, "message " + i);
        }
        WireClient bob = connect(servers.with("retain", "10", "ping", "7s"));
        Json joined = bob.join(room, "Bob", "since", since(here), "tail", 3);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_old");
        assertThat(joined.at("entries").items()).hasSize(3);
        assertThat(joined.at("room", "oldest").number()).isGreaterThan(1);
    }

    @Test
    void givesTheTailWhenTooManyAreMissing() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        fill(ada, room, 501);
        Json joined = connect().join(room, "Bob", "since", since(here), "tail", 4);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_many");
        assertThat(joined.at("entries").items()).hasSize(4);
        assertThat(joined.at("room", "oldest").number()).isEqualTo(1);
    }

    @Test
    void givesTheTailWhenWhatIsMissingIsTooLarge() {
        WireClient ada = connect();
        String room = ada.create();
        Json here = ada.join(room, "Ada").at("room");
        for (int i = 0; i < 70; i++) {
            ada.say(room, "x".repeat(4000));
        }
        Json joined = connect().join(room, "Bob", "since", since(here), "tail", 1);
        assertThat(joined.at("recovered").yes()).isFalse();
        assertThat(joined.at("reason").text()).isEqualTo("too_many");
        assertThat(joined.at("entries").items()).hasSize(1);
    }

    @Test
    void refusesAPositionThatIsNone() {
        WireClient ada = connect();
        String room = ada.create();
        for (Object bad : List.of(
                "41",
                41,
                List.of(),
                Map.of(),
                Map.of("epoch", "x"),
                Map.of("offset", 1),
                Map.of("epoch", 1, "offset", 1),
                Map.of("epoch", "x", "offset", "1"),
                Map.of("epoch", "x", "offset", -1),
                Map.of("epoch", "x", "offset", new Json.Raw("1.5")),
                Map.of("epoch", "x", "offset", new Json.Raw("9007199254740992")))) {
            assertThat(ada.error("join", "room", room, "name", "Ada", "since", bad))
                    .as("%s", bad)
                    .isEqualTo("bad_request");
        }
    }

    private String roomWithMessages(int count) {
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, "Ada");
        fill(ada, room, count);
        return room;
    }
}
