package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Fixture;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Side;
import io.github.liveroom.chat.testkit.FakeTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server takes every line that a client may send, refuses every bad one, and says nothing that the schema does not know. */
class ProtocolFixturesTest {
    private static final long ID = 7;
    private static final RoomCode ROOM = new RoomCode("KQZW");

    private static final Visitor CYD = Visitor.known("cyd").with(new Pass(FakeTime.START.plusSeconds(900), null));
    private static final Authenticator TICKETS = Authenticator.bearer(
                    token -> token.equals("ticket.of.cyd") ? Optional.of(CYD) : Optional.empty())
            .or(Authenticator.guests());

    /** Reads the schemas once. */
    private static final ProtocolFiles FILES = new ProtocolFiles();

    private Chat chat;
    private Client ada;
    private Client bob;
    private Client stranger;

    static List<Fixture> commands() {
        return ProtocolFiles.fixtures(Side.CLIENT).stream()
                .filter(fixture -> !fixture.kind().equals("pong"))
                .toList();
    }

    static List<Fixture> badLines() {
        return ProtocolFiles.bad();
    }

    /** As the README of the fixtures says. */
    @BeforeEach
    void aRoomWithTwo() {
        Iterator<RoomCode> codes =
                List.of(ROOM, new RoomCode("ABCD"), new RoomCode("BCDE")).iterator();
        chat = new Chat(
                settings -> settings.authenticator(TICKETS).rooms().codes((random, length, rooms) -> codes.next()));
        ada = chat.connect();
        ada.ok("'cmd':'create'");
        ada.join(ROOM, "Ada");
        bob = chat.member(ROOM, "Bob");
        ada.send(ROOM, "hello", "first");
        stranger = chat.connect();
        checkedLines(ada);
        checkedLines(bob);
        checkedLines(stranger);
    }

    @AfterEach
    void end() {
        chat.close();
    }

    private Client whoSays(JsonNode line) {
        return line != null
                        && Set.of("auth", "create", "join")
                                .contains(line.path("cmd").asText())
                ? stranger
                : ada;
    }

    /** What somebody was told; all of it known to the schema, in what this version says. */
    private List<JsonNode> checkedLines(Client client) {
        List<JsonNode> lines = client.take().stream().map(ProtocolFiles::parse).toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(FILES.schema(Side.SERVER).validate(line)).isEmpty();
            assertThat(FILES.kindsOf(Side.SERVER, line)).doesNotContainAnyElementsOf(ProtocolFiles.LATER);
        });
        return lines;
    }

    private static List<JsonNode> answers(List<JsonNode> lines, long id) {
        return lines.stream()
                .filter(line -> line.has("id") && line.get("id").longValue() == id)
                .toList();
    }

    /** The definition of what a command is answered with, as the AsyncAPI document has it. */
    private static String reply(String command) {
        JsonNode message = ProtocolFiles.read("asyncapi.json").at("/operations/" + command + "/reply/messages/0/$ref");
        return message.textValue().substring(message.textValue().lastIndexOf('/') + 1);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void answersWhatAClientMaySay(Fixture fixture) {
        Client client = whoSays(fixture.line());
        client.conversation.frame(fixture.text());

        List<JsonNode> answers =
                answers(checkedLines(client), fixture.line().get("id").longValue());
        assertThat(answers).hasSize(1);
        JsonNode refused = fixture.content().get("refused");
        if (refused == null) {
            assertThat(FILES.schema(Side.SERVER, reply(fixture.kind())).validate(answers.get(0)))
                    .as(answers.get(0).toString())
                    .isEmpty();
        } else {
            assertThat(answers.get(0).at("/error/code")).isEqualTo(refused);
        }
        checkedLines(bob);
        checkedLines(ada);
        assertThat(client.closed()).isNull();
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void refusesABadLineAndHarmsNothingElse(Fixture fixture) {
        JsonNode expect = fixture.content().get("expect");
        Client client = whoSays(fixture.line());
        client.conversation.frame(fixture.text());

        List<JsonNode> lines = checkedLines(client);
        if (expect.isInt()) {
            assertThat(client.closed()).isEqualTo(expect.intValue());
            assertThat(lines).isEmpty();
        } else {
            assertThat(client.closed()).isNull();
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0).at("/id").longValue()).isEqualTo(ID);
            assertThat(lines.get(0).at("/error/code"))
                    .as(lines.get(0).toString())
                    .isEqualTo(expect);
        }
        bob.send(ROOM, "still here", "later");
        assertThat(checkedLines(bob))
                .filteredOn(line -> line.path("type").asText().equals("message"))
                .extracting(line -> line.get("offset").longValue())
                .containsExactly(4L);
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void saysNothingOfWhatWasSentInAnError(Fixture fixture) {
        JsonNode text = fixture.line() == null ? null : fixture.line().get("text");
        if (text != null && text.isTextual() && text.textValue().length() > 3) {
            Client client = whoSays(fixture.line());
            client.conversation.frame(fixture.text());
            assertThat(client.take()).noneMatch(line -> line.contains(text.textValue()));
        }
    }
}
