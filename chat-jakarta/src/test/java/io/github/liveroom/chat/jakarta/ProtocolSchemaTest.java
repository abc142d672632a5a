package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Fixture;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Side;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.WireCodes;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas and fixtures say the same. */
class ProtocolSchemaTest {
    private final ProtocolFiles files = new ProtocolFiles();

    static List<Fixture> clientLines() {
        return ProtocolFiles.fixtures(Side.CLIENT);
    }

    static List<Fixture> serverLines() {
        return ProtocolFiles.fixtures(Side.SERVER);
    }

    static List<Fixture> badLines() {
        return ProtocolFiles.bad();
    }

    private static Stream<Fixture> ofKind(Side side, String kind) {
        return ProtocolFiles.fixtures(side).stream()
                .filter(fixture -> fixture.kind().equals(kind));
    }

    // ---------------------------------------------------------------- schemas

    @Test
    void theServerReadsAllFieldsOfAClientsLine() throws Exception {
        Set<String> fields = new TreeSet<>(List.of("epoch", "offset")); // of since
        for (JsonNode kind : ProtocolFiles.read("client-line.schema.json").get("$defs")) {
            kind.path("properties").fieldNames().forEachRemaining(fields::add);
        }
        assertThat(fields).hasSizeGreaterThan(20);
        for (String field : fields) {
            assertThat(Line.parse("{\"" + field + "\":1}").has(field)).as(field).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parts.schema.json", "client-line.schema.json", "server-line.schema.json"})
    void areSchemas(String file) {
        var metaSchema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(metaSchema.validate(ProtocolFiles.read(file))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void anyLineIsOneOfTheKinds(Side side) {
        Set<String> listed = new TreeSet<>();
        ProtocolFiles.read(side.schema())
                .get("anyOf")
                .forEach(each -> listed.add(each.get("$ref").textValue().replace("#/$defs/", "")));
        assertThat(listed).isEqualTo(ProtocolFiles.kinds(side));
    }

    @Test
    void everyErrorCodeOfTheServerIsInTheSchemaAndNoOther() {
        JsonNode inSchema = ProtocolFiles.read("parts.schema.json").at("/$defs/errorCode/enum");
        assertThat(inSchema)
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Refusal.values()).map(WireCodes::code).toList());
    }

    // ---------------------------------------------------------------- fixtures

    @ParameterizedTest
    @MethodSource("clientLines")
    void aClientsLineIsOfItsKindAndOfNoOther(Fixture fixture) {
        assertThat(files.schema(Side.CLIENT, fixture.kind()).validate(fixture.line()))
                .isEmpty();
        assertThat(files.schema(Side.CLIENT).validate(fixture.line())).isEmpty();
        assertThat(files.kindsOf(Side.CLIENT, fixture.line())).containsExactly(fixture.kind());
    }

    @ParameterizedTest
    @MethodSource("serverLines")
    void aServersLineIsOfItsKind(Fixture fixture) {
        assertThat(files.schema(Side.SERVER, fixture.kind()).validate(fixture.line()))
                .isEmpty();
        assertThat(files.schema(Side.SERVER).validate(fixture.line())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("serverLines")
    void aServersLineIsOfNoOtherKind(Fixture fixture) {
        Set<String> kinds = files.kindsOf(Side.SERVER, fixture.line());
        if (fixture.kind().endsWith("Reply")) {
            // A reply names no command: it may be read as one of a command that answers less.
            assertThat(kinds).allMatch(kind -> kind.endsWith("Reply"));
        } else if (fixture.kind().equals("unknownEntry")) {
            assertThat(kinds).containsExactlyInAnyOrderElementsOf(ProtocolFiles.LATER);
        } else {
            assertThat(kinds).containsExactly(fixture.kind());
        }
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void theSchemaRefusesWhatTheFixtureSays(Fixture fixture) {
        boolean refused;
        try {
            refused = !files.schema(Side.CLIENT)
                    .validate(ProtocolFiles.parse(fixture.text()))
                    .isEmpty();
        } catch (UncheckedIOException e) {
            assertThat(e)
                    .hasCauseInstanceOf(JsonProcessingException.class); // no JSON, nothing that a schema could judge
            refused = false;
        }
        assertThat(refused).isEqualTo(fixture.content().get("schemaRefuses").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void whatIsExpectedOfABadLineIsAnErrorCodeOrTheEnd(Fixture fixture) {
        JsonNode expect = fixture.content().get("expect");
        if (expect.isInt()) {
            assertThat(expect.intValue()).isEqualTo(4500);
        } else {
            assertThat(WireCodes.refusal(expect.textValue())).isPresent();
        }
    }

    // ---------------------------------------------------------------- nothing is left out

    @ParameterizedTest
    @EnumSource(Side.class)
    void everyKindOfLineHasAFixture(Side side) {
        assertThat(ProtocolFiles.fixtures(side).stream().map(Fixture::kind).collect(Collectors.toSet()))
                .isEqualTo(ProtocolFiles.kinds(side));
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void everyFieldOfEveryKindIsInAFixture(Side side) {
        JsonNode kinds = ProtocolFiles.read(side.schema()).get("$defs");
        for (String kind : ProtocolFiles.names(kinds)) {
            for (String path : List.of("", "/ok", "/error", "/hello", "/close")) {
                JsonNode properties =
                        kinds.at("/" + kind + path.replace("/", "/properties/")).path("properties");
                for (String field : ProtocolFiles.names(properties)) {
                    assertThat(ofKind(side, kind).map(fixture -> fixture.line().at(path)))
                            .as("%s%s.%s", kind, path, field)
                            .anyMatch(object -> object.has(field));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void whatIsRequiredIsMissed(Side side) {
        for (String kind : ProtocolFiles.kinds(side)) {
            JsonNode required = ProtocolFiles.read(side.schema()).at("/$defs/" + kind + "/required");
            Fixture fixture = ofKind(side, kind).findFirst().orElseThrow();
            for (JsonNode field : required) {
                ObjectNode line = fixture.line().deepCopy();
                line.remove(field.textValue());
                assertThat(files.schema(side, kind).validate(line))
                        .as("%s without %s", kind, field)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaveEntry/reason", "roleEntry/role", "statusPush/status"})
    void everyValueHasAFixture(String kindAndField) {
        String[] parts = kindAndField.split("/");
        JsonNode property =
                ProtocolFiles.read(Side.SERVER.schema()).at("/$defs/" + parts[0] + "/properties/" + parts[1]);
        if (property.has("$ref")) {
            property = ProtocolFiles.read("parts.schema.json")
                    .at(property.get("$ref").textValue().replace("parts.schema.json#", ""));
        }
        for (JsonNode value : property.get("enum")) {
            assertThat(ofKind(Side.SERVER, parts[0]))
                    .as("%s %s", kindAndField, value)
                    .anyMatch(fixture -> value.equals(fixture.line().get(parts[1])));
        }
    }

    @Test
    void everyErrorCodeHasAFixture() {
        assertThat(ofKind(Side.SERVER, "error").map(fixture -> fixture.line().at("/error/code")))
                .containsExactlyInAnyOrderElementsOf(
                        ProtocolFiles.read("parts.schema.json").at("/$defs/errorCode/enum"));
    }

    @Test
    void everyCommandHasABadFixture() {
        Set<String> commands = new TreeSet<>(ProtocolFiles.kinds(Side.CLIENT));
        commands.remove("pong");
        assertThat(badLines())
                .extracting(Fixture::file)
                .satisfies(names -> assertThat(commands)
                        .allSatisfy(command -> assertThat(names).anyMatch(name -> name.startsWith(command + "-"))));
    }

    @Test
    void fixturesHaveOneForm() {
        assertThat(Stream.of(clientLines(), serverLines()).flatMap(List::stream))
                .allSatisfy(fixture -> assertThat(ProtocolFiles.names(fixture.content()))
                        .contains("kind", "line")
                        .isSubsetOf("kind", "note", "line", "refused"));
        assertThat(badLines())
                .allSatisfy(fixture -> assertThat(ProtocolFiles.names(fixture.content()))
                        .contains("note", "expect", "schemaRefuses")
                        .isSubsetOf("note", "line", "text", "expect", "schemaRefuses")
                        .hasSize(4));
    }
}
