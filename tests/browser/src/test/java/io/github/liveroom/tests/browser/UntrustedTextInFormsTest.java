package io.github.liveroom.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hostile texts in addresses and forms: the pages that come back have them to the letter, as a value, or not at all. */
class UntrustedTextInFormsTest {
    private static final int NAME = 32;
    private static final String TOO_LONG = "A".repeat(NAME + 1);

    /** What makes pages different by itself: a good name, a reserved one, and one that is too long. */
    private static final List<String> HARMLESS = List.of("Ada", "admin", TOO_LONG);

    /** Refused before any page is asked. */
    private static final String BAD_PATH = "r/a%2Fb";

    private static final String FIELDS = """
            const fields = (page) => ["name", "code"].map((id) => page.getElementById(id)?.value ?? null);
            const parsed = (source) => new DOMParser().parseFromString(source, "text/html");
            """;

    /** All names in it that the page itself does not ask for, each once. */
    private static final String NAMES_OF_ROOM_PAGES = """
            (sources) => sources.map((source) => {
              const page = new DOMParser().parseFromString(source, "text/html");
              const names = page.querySelectorAll("#leave [name=name], #enter [name=name], #enter [name=instead]");
              return [...new Set([page.getElementById("room").dataset.name, ...[...names].map(({ value }) => value)])];
            })
            """;

    @RegisterExtension
    static final Chat chat = Chat.with();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /** Something that somebody can make the server answer to. */
    private interface Way {
        HttpResponse<String> answerTo(String text) throws Exception;
    }

    @Test
    void aFormThatComesBackHasThemAsValues() throws Exception {
        Person eve = chat.person("Eve").opensHome();
        String token = eve.token();
        Set<String> harmless = new HashSet<>();
        for (String text : HARMLESS) {
            eve.posts("r/" + text, Map.of("token", token, "name", text));
            harmless.add(shapeOf(eve));
            eve.posts("", Map.of("token", token, "name", text, "code", text));
            harmless.add(shapeOf(eve));
        }
        int links = 0;
        // Every third: a browser takes its time, and the source of what comes back to all of them is looked at below.
        for (int i = 0; i < HostileText.ALL.size(); i += 3) {
            String text = HostileText.ALL.get(i);
            String link = "r/" + asPath(text);
            if (gets(link).statusCode() == 404) {
                eve.posts(link, Map.of("token", token, "name", text));
                links++;
            } else { // no path that a server takes
                eve.posts("", Map.of("token", token, "name", text, "code", text));
            }
            assertThat(shapeOf(eve)).isIn(harmless);
            assertThat(fieldsOf(eve)).containsExactly(onOneLine(text), onOneLine(text));
        }
        assertThat(links).isGreaterThan(30);
        assertThat(eve.context().cookies()).noneMatch(cookie -> cookie.name.contains("hostile"));
    }

    @Test
    void noAnswerHasThemAsMarkupOrInItsHead() throws Exception {
        String code = chat.person("Ada").creates();
        Person eve = chat.person("Eve").opensHome();
        String token = tokenIn(gets("").body());
        List<Way> ways = List.of(
                text -> gets("?" + encoded(text) + "=" + encoded(text)),
                text -> gets("r/" + encoded(text)),
                text -> gets("nothing/" + encoded(text)),
                text -> gets("assets/" + encoded(text) + ".js"),
                text -> gets("leave?name=" + encoded(text)),
                text -> posts("", Map.of("token", token, "name", text, "code", text)),
                text -> posts("leave", Map.of("name", text, "code", text, "token", text)),
                text -> posts("r/" + code, Map.of("token", token, "name", text + TOO_LONG)));
        String refusal = gets(BAD_PATH).body();
        for (Way way : ways) {
            List<String> harmless = new ArrayList<>(List.of(refusal));
            for (String text : HARMLESS) {
                harmless.add(way.answerTo(text).body());
            }
            List<String> bodies = new ArrayList<>();
            for (String text : HostileText.ALL) {
                HttpResponse<String> answer = way.answerTo(text);
                assertThat(answer.statusCode()).isBetween(200, 499);
                assertThat(answer.headers().map().toString()).doesNotContain("hostile");
                bodies.add(answer.body());
            }
            assertThat(Shape.ofEach(eve.page(), bodies)).isSubsetOf(Shape.ofEach(eve.page(), harmless));
            assertOnlyTheirOwn(eve, bodies);
        }
    }

    @Test
    void theRoomPageOfWhoIsCalledLikeThatHasItAsAValue() throws Exception {
        String code = chat.person("Ada").creates();
        Person eve = chat.person("Eve").opensHome();
        String token = tokenIn(gets("").body());
        List<String> names = new ArrayList<>(List.of("Eve"));
        names.addAll(HostileText.cutTo(NAME));
        List<String> pages = new ArrayList<>();
        for (String name : names) {
            HttpResponse<String> answer = posts("", Map.of("token", token, "name", name, "code", code));
            if (answer.uri().getPath().equals("/r/" + code)) {
                pages.add(answer.body());
            }
        }
        List<?> read = (List<?>) eve.page().evaluate(NAMES_OF_ROOM_PAGES, pages);
        assertThat(read).allSatisfy(one -> assertThat((List<?>) one).hasSize(1));
        assertThat(read.stream().map(one -> ((List<?>) one).get(0)).filter(names::contains))
                .as("names as they were typed, of those that nothing is done to")
                .hasSizeGreaterThan(100);
        List<String> shapes = Shape.ofEach(eve.page(), pages);
        assertThat(shapes).containsOnly(shapes.get(0));
    }

    private static String shapeOf(Person person) {
        return Shape.of(person.page().locator("html"));
    }

    /** Name and code, as they stand in the fields of the page. */
    private static List<Object> fieldsOf(Person person) {
        return new ArrayList<>((List<?>) person.page().evaluate("() => {" + FIELDS + "return fields(document); }"));
    }

    /** What stands in the fields of a page is what was sent to it, or nothing. */
    private static void assertOnlyTheirOwn(Person person, List<String> bodies) {
        List<?> fields = (List<?>) person.page()
                .evaluate("(sources) => {" + FIELDS + "return sources.map((one) => fields(parsed(one))); }", bodies);
        for (int i = 0; i < bodies.size(); i++) {
            String text = onOneLine(HostileText.ALL.get(i));
            assertThat(new ArrayList<Object>((List<?>) fields.get(i)))
                    .isSubsetOf(Arrays.asList(null, "", text, text + TOO_LONG));
        }
    }

    private HttpResponse<String> gets(String path) throws Exception {
        return sends(request(path).GET());
    }

    private HttpResponse<String> posts(String path, Map<String, String> fields) throws Exception {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return sends(request(path)
                .header(
                        "Origin",
                        chat.server().address().resolve("/").toString().replaceFirst("/$", ""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> sends(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(chat.server().address() + path))
                .timeout(Duration.ofMillis(Chat.PATIENCE_MS));
    }

    private static String tokenIn(String page) {
        Matcher field = Pattern.compile("name=\"token\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** With slashes as they are: encoded ones are refused. But browsers resolve two dots between them. */
    private static String asPath(String text) {
        return text.contains("..") ? encoded(text) : encoded(text).replace("%2F", "/");
    }

    /** As fields of one line have it. */
    private static String onOneLine(String text) {
        return text.replaceAll("[\r\n]", "");
    }
}
