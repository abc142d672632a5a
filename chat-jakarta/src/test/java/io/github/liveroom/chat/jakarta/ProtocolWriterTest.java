package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Fixture;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Side;
import io.github.liveroom.chat.jakarta.wire.Hello;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import io.github.liveroom.chat.jakarta.wire.WireCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server writes each kind of line as it stands in the fixtures. */
class ProtocolWriterTest {
    private static final RoomCode ROOM = new RoomCode("KQZW");

    static List<Fixture> linesOfThisVersion() {
        return ProtocolFiles.fixtures(Side.SERVER).stream()
                .filter(fixture -> !fixture.file().endsWith("later-version"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("linesOfThisVersion")
    void writesTheLine(Fixture fixture) {
        JsonNode line = fixture.line();
        assertThat(ProtocolFiles.parse(written(fixture.kind(), line))).isEqualTo(line);
    }

    @Test
    void everyFactAndSignalHasAFixture() {
        assertThat(Stream.of(Fact.class.getPermittedSubclasses()))
                .allSatisfy(fact -> assertThat(linesOfThisVersion())
                        .filteredOn(fixture -> fixture.kind().endsWith("Entry"))
                        .extracting(fixture -> (Object)
                                FixtureValues.entry(fixture.line()).fact().getClass())
                        .contains(fact));
        assertThat(Arrays.stream(RoomEvent.class.getPermittedSubclasses())
                        .filter(event -> event.getEnclosingClass() == RoomEvent.class))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(linesOfThisVersion())
                        .filteredOn(fixture -> fixture.kind().endsWith("Push"))
                        .extracting(fixture ->
                                (Object) FixtureValues.signal(fixture.line()).getClass())
                        .contains(event));
    }

    private static String written(String kind, JsonNode line) {
        long id = line.path("id").longValue();
        JsonNode ok = line.path("ok");
        return switch (kind) {
            case "hello" -> hello(line.get("hello"));
            case "ping" -> LineWriter.PING;
            case "closeLine" ->
                LineWriter.close(
                        line.at("/close/code").intValue(),
                        line.at("/close/reason").textValue());
            case "error" -> error(id, line.get("error"));
            case "authReply" -> LineWriter.authenticated(id, ok.has("until") ? FixtureValues.time(ok, "until") : null);
            case "createReply" ->
                LineWriter.created(id, new RoomCode(FixtureValues.text(ok, "code")), FixtureValues.text(ok, "owner"));
            case "joinReply" -> LineWriter.joined(id, FixtureValues.joined(ok));
            default -> {
                if (kind.endsWith("Reply")) {
                    yield LineWriter.answer(id, ROOM, answer(kind, ok), ok.has("dup"), FixtureValues.SCOPE);
                } else if (kind.endsWith("Entry")) {
                    Entry entry = FixtureValues.entry(line);
                    String seen = LineWriter.entry(ROOM, entry);
                    Entry.Cause cause = entry.cause();
                    yield cause == null ? seen : LineWriter.withCid(seen, cause.cid());
                }
                yield LineWriter.signal(ROOM, FixtureValues.signal(line));
            }
        };
    }

    private static Answer answer(String kind, JsonNode ok) {
        return switch (kind) {
            case "syncReply" -> new Answer.Synced(FixtureValues.joined(ok));
            case "membersReply" ->
                new Answer.People(FixtureValues.members(ok), ok.get("more").booleanValue());
            case "sendReply" -> new Answer.Sent(ok.get("offset").longValue(), FixtureValues.time(ok, "at"));
            case "offsetReply" -> new Answer.Appended(ok.get("offset").longValue());
            case "renameReply" -> new Answer.Renamed(FixtureValues.text(ok, "name"));
            case "pageReply" ->
                new Answer.Page(FixtureValues.entries(ok), ok.get("more").booleanValue());
            case "doneReply" -> new Answer.Done();
            default -> throw new AssertionError("no reply: " + kind);
        };
    }

    private static String hello(JsonNode hello) {
        Map<String, Long> limits = new LinkedHashMap<>();
        hello.get("limits")
                .properties()
                .forEach(limit -> limits.put(limit.getKey(), limit.getValue().longValue()));
        List<String> features = new ArrayList<>();
        hello.get("features").forEach(feature -> features.add(feature.textValue()));
        return LineWriter.hello(new Hello(
                FixtureValues.text(hello, "connection"),
                FixtureValues.millis(hello, "pingMs"),
                FixtureValues.time(hello, "time"),
                features,
                limits));
    }

    private static String error(long id, JsonNode error) {
        return LineWriter.error(
                id,
                new Outcome.Refused<Void>(
                        WireCodes.refusal(FixtureValues.text(error, "code")).orElseThrow(),
                        FixtureValues.text(error, "message"),
                        FixtureValues.millis(error, "retryAfterMs")));
    }
}
