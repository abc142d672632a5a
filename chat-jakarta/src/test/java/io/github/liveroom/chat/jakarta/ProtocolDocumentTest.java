package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.jakarta.ProtocolFiles.Side;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.WireCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/protocol.md} says what the schemas say. */
class ProtocolDocumentTest {
    private static final Path DOCUMENT = ProtocolFiles.DIRECTORY.resolveSibling("protocol.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final String text;

    ProtocolDocumentTest() throws IOException {
        text = Files.readString(DOCUMENT);
    }

    /** The rows of the tables in a section, each as its cells. */
    private List<String[]> rows(String heading) {
        String section = Pattern.compile("\n(?=#)")
                .splitAsStream(text)
                .filter(each -> each.matches("(?s)#+ " + Pattern.quote(heading) + "\n.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(heading));
        return section.lines()
                .filter(line -> line.startsWith("|") && !line.startsWith("| ---"))
                .map(line -> line.substring(1).split("\\|", -1))
                .toList();
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map(result -> result.group(1).replace("?", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> properties(String schema, String pointer, Set<String> without) {
        Set<String> names =
                ProtocolFiles.names(ProtocolFiles.read(schema).at(pointer).path("properties"));
        names.removeAll(without);
        return names;
    }

    @Test
    void everyCommandIsThereWithItsFields() {
        Map<String, Set<String>> told = new TreeMap<>();
        for (String[] row : rows("Commands")) {
            codes(row[0]).forEach(command -> told.put(command, codes(row[1])));
        }
        told.get("status").removeAll(Set.of("active", "idle")); // values
        told.get("role").removeAll(Set.of("owner", "moderator"));
        told.get("send").remove("cid"); // told of all commands at once
        Map<String, Set<String>> known = new TreeMap<>();
        for (String command : ProtocolFiles.kinds(Side.CLIENT)) {
            known.put(command, properties(Side.CLIENT.schema(), "/$defs/" + command, Set.of("id", "cmd", "cid")));
        }
        known.remove("pong");
        assertThat(told).isEqualTo(known);
    }

    @Test
    void everyTypeOfEntryIsThereWithItsFields() {
        for (String kind : ProtocolFiles.kinds(Side.SERVER)) {
            if (!kind.endsWith("Entry") || ProtocolFiles.LATER.contains(kind)) {
                continue;
            }
            String type = kind.replace("Entry", "");
            String[] row = rows("Entries").stream()
                    .filter(cells -> codes(cells[0]).equals(Set.of(type)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(type));
            if (!type.equals("room")) { // its fields are those of update
                assertThat(codes(row[1]))
                        .as(type)
                        .isEqualTo(properties(
                                Side.SERVER.schema(), "/$defs/" + kind, Set.of("room", "offset", "type", "at", "cid")));
            }
        }
    }

    @Test
    void everyErrorCodeIsThere() {
        JsonNode known = ProtocolFiles.read("parts.schema.json").at("/$defs/errorCode/enum");
        assertThat(known)
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrderElementsOf(rows("Error codes").stream()
                        .skip(1)
                        .flatMap(row -> codes(row[0]).stream())
                        .toList());
    }

    @Test
    void everyCloseCodeIsThere() {
        String listed = rows("Close codes").stream().map(row -> row[0]).collect(Collectors.joining());
        assertThat(Stream.concat(
                        Arrays.stream(CloseCode.values()).map(CloseCode::number),
                        Arrays.stream(RoomEvent.Gone.Cause.values()).map(WireCodes::gone)))
                .allMatch(code -> listed.contains(String.valueOf(code)));
    }

    @Test
    void theFirstLineIsThatOfTheFixture() {
        MatchResult example = Pattern.compile("```json\n(\\{\"hello\".*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow();
        assertThat(ProtocolFiles.parse(example.group(1)))
                .isEqualTo(ProtocolFiles.read("fixtures/server/hello-websocket.json")
                        .get("line"));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Set<String> anchors = text.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
        assertThat(Pattern.compile("\\]\\(([^)]+)\\)").matcher(text).results().map(result -> result.group(1)))
                .isNotEmpty()
                .allMatch(link -> link.startsWith("#")
                        ? anchors.contains(link.substring(1))
                        : Files.exists(DOCUMENT.resolveSibling(link)));
    }
}
