package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The AsyncAPI document leaves nothing out and points nowhere. */
class AsyncApiTest {
    private static final String FILE = "asyncapi.json";

    private final JsonNode document = ProtocolFiles.read(FILE);

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> references.add(reference.textValue()));
        return references;
    }

    /** What a reference in a file points at; it may be a reference itself. */
    private static JsonNode follow(String file, String reference) {
        String[] parts = reference.split("#", 2);
        return ProtocolFiles.read(parts[0].isEmpty() ? file : parts[0]).at(parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {FILE, "parts.schema.json", "client-line.schema.json", "server-line.schema.json"})
    void everyReferenceResolves(String file) {
        assertThat(references(ProtocolFiles.read(file)))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(follow(file, reference).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void isOfVersion3() {
        assertThat(document.get("asyncapi").textValue()).isEqualTo("3.0.0");
        assertThat(ProtocolFiles.names(document)).contains("info", "channels", "operations", "components");
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void everyKindOfLineIsAMessage(Side side) {
        assertThat(document.at("/components/messages").findValuesAsText("$ref"))
                .containsAll(ProtocolFiles.kinds(side).stream()
                        .map(kind -> side.schema() + "#/$defs/" + kind)
                        .toList());
    }

    @Test
    void everyCommandIsAnOperationWithItsReply() {
        Set<String> commands = new TreeSet<>(ProtocolFiles.kinds(Side.CLIENT));
        commands.remove("pong");
        for (String command : commands) {
            JsonNode operation = document.at("/operations/" + command);
            assertThat(operation.path("action").asText()).as(command).isEqualTo("receive");
            assertThat(schemas(operation.get("messages"))).containsExactly("client-line.schema.json#/$defs/" + command);
            assertThat(schemas(operation.at("/reply/messages")))
                    .as(command)
                    .hasSize(2)
                    .anyMatch(schema -> schema.endsWith("Reply"))
                    .contains("server-line.schema.json#/$defs/error");
        }
    }

    @Test
    void everyLineOfTheServerIsSentOrAnswered() {
        Set<String> expected = new TreeSet<>(ProtocolFiles.kinds(Side.SERVER));
        expected.removeAll(ProtocolFiles.LATER);
        Set<String> said = new TreeSet<>();
        for (JsonNode operation : document.get("operations")) {
            boolean sends = operation.get("action").textValue().equals("send");
            said.addAll(schemas(sends ? operation.get("messages") : operation.at("/reply/messages")));
        }
        assertThat(said)
                .containsAll(expected.stream()
                        .map(kind -> "server-line.schema.json#/$defs/" + kind)
                        .toList());
    }

    /** The schemas of an operation's messages: through the channel and the components. */
    private static List<String> schemas(JsonNode messages) {
        List<String> schemas = new ArrayList<>();
        for (JsonNode message : messages) {
            JsonNode inChannel = follow(FILE, message.get("$ref").textValue());
            JsonNode component = follow(FILE, inChannel.get("$ref").textValue());
            schemas.add(component.at("/payload/schema/$ref").textValue());
        }
        return schemas;
    }
}
