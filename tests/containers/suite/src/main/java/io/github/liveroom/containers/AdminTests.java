package io.github.liveroom.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The pages of those who look after the server, with a login as the document has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdminTests extends WireTests {
    private static final String LIST = "/liveroom/admin";
    private static final String MARKUP = "<img src=x onerror=run()>";
    private static final Path DOCUMENT = Path.of("..", "..", "..", "docs", "operations.md");
    private static final Map<String, String> SETTINGS = Map.of("admin", "true", "trusted-proxies", "127.0.0.1");

    private CapturedLog log;
    private Path temp;
    private RunningServer server;
    private WireClient ada;
    private String room;
    private PlainBrowser grace;

    AdminTests(Servers servers) {
        super(servers);
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        temp = folder;
        server = servers.container().startWith(SETTINGS, webXml("with-login.xml", loginOfTheDocument()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void meet() {
        log = closing(new CapturedLog(Level.INFO));
        ada = connect(server);
        room = ada.create("title", MARKUP);
        ada.join(room, "Ada");
        grace = browserOf(ContainerUnderTest.ADMIN, server);
    }

    private PlainBrowser browserOf(String user, RunningServer asked) {
        String credentials = user + ":" + ContainerUnderTest.PASSWORD;
        return new PlainBrowser(asked, address)
                .saying("X-Forwarded-Proto", "https")
                .saying("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    private String page() {
        return LIST + "/room/" + room;
    }

    private String id(WireClient somebody, String name) {
        return somebody.join(room, name).at("me", "member").text();
    }

    private List<String> audit() {
        return log.records().stream()
                .filter(each -> "io.github.liveroom.chat.audit".equals(each.getLoggerName()))
                .map(LogRecord::getMessage)
                .toList();
    }

    /** What the audit log says, without where. */
    private List<String> deeds() {
        return audit().stream()
                .map(line -> line.replaceAll("room=[0-9a-f]{8}\\b", "here"))
                .toList();
    }

    private static void isDone(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    // ---------------------------------------------------------------- for whom

    @Test
    void isNotThereUnlessItIsSet() throws Exception {
        for (String path : List.of(LIST, page())) {
            assertThat(browserOf(ContainerUnderTest.ADMIN, server()).get(path).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void isForThoseWithTheRole() throws Exception {
        for (String path : List.of(LIST, page())) {
            for (HttpResponse<String> asked : List.of(
                    new PlainBrowser(server, address).get(path),
                    new PlainBrowser(server, address).post(path, "action", "close"))) {
                assertThat(asked.statusCode()).isEqualTo(401);
                assertThat(asked.headers().firstValue("WWW-Authenticate").orElse(""))
                        .startsWithIgnoringCase("Basic ");
            }
            assertThat(browserOf("nobody", server).get(path).statusCode()).isEqualTo(401);
            PlainBrowser user = browserOf(ContainerUnderTest.USER, server);
            assertThat(user.get(path).statusCode()).isEqualTo(403);
            assertThat(user.post(path, "action", "close").statusCode()).isEqualTo(403);
            HttpResponse<String> shown = grace.get(path);
            assertThat(shown.statusCode()).isEqualTo(200);
            assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(shown.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }
        assertThat(deeds()).isEmpty();
    }

    @Test
    void isForNobodyWhoComesWithoutTls() throws Exception {
        PlainBrowser plain = browserOf(ContainerUnderTest.ADMIN, server).saying("X-Forwarded-Proto", "http");
        for (String path : List.of(LIST, page())) {
            HttpResponse<String> answer = plain.get(path);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("https only").doesNotContain(room);
        }
    }

    @Test
    void isForNobodyWhereNobodyIsAskedWhoItIs() throws Exception {
        RunningServer open = closing(servers.container().startWith(SETTINGS, webXml("plain.xml", "")));
        for (HttpResponse<String> answer : List.of(
                browserOf(ContainerUnderTest.ADMIN, open).get(LIST),
                browserOf(ContainerUnderTest.ADMIN, open).post(LIST, "action", "announce"),
                new PlainBrowser(open, address).get(LIST + "/room/QZQZ"))) {
            assertThat(answer.statusCode()).isIn(401, 403);
            assertThat(answer.body()).doesNotContain("Connections");
        }
    }

    // ---------------------------------------------------------------- what it shows

    @Test
    void showsRoomsAndMembersAsText() throws Exception {
        String bob = id(connectFromElsewhere(server), MARKUP);
        HttpResponse<String> list = grace.get(LIST);
        assertThat(list.body()).contains(room, "&lt;img src=x").doesNotContain("<img");
        HttpResponse<String> shown = grace.get(page());
        assertThat(shown.body())
                .contains(">Ada<", ">" + bob + "<", "&lt;img src=x", ">owner<", ">member<", "WebSocket", "0 B")
                .doesNotContain("<img");
        String echo =
                grace.get(LIST + "?code=%22%3E%3Cimg&page=%3Cimg&done=%3Cimg").body();
        assertThat(echo).contains("No room has this code", "&lt;img").doesNotContain("<img");
    }

    @Test
    void findsARoomByItsCode() throws Exception {
        HttpResponse<String> found = grace.get(LIST + "?code=" + room.toLowerCase(java.util.Locale.ROOT));
        isDone(found);
        assertThat(found.headers().firstValue("Location")).contains(page());
        assertThat(grace.get(LIST + "?code=QZQZQZQZ").statusCode()).isEqualTo(404);
        assertThat(grace.get(LIST + "/room/QZQZQZQZ").statusCode()).isEqualTo(404);
        assertThat(grace.get(LIST + "/room/..%3Bx").statusCode()).isIn(400, 404);
    }

    // ---------------------------------------------------------------- what it does

    @Test
    void doesWhatIsAskedAndWritesItDown() throws Exception {
        WireClient bob = connectFromElsewhere(server);
        String member = id(bob, "Bob");
        grace.get(page());

        isDone(grace.post(page(), "action", "kick", "member", member, "reason", "too loud"));
        assertThat(bob.push(room, "gone").at("code").number()).isEqualTo(4503);
        String back = id(bob, "Bob");
        isDone(grace.post(page(), "action", "ban", "member", back, "reason", "", "minutes", "60"));
        assertThat(bob.push(room, "gone", gone -> gone.at("code").number() == 4504)
                        .has("reason"))
                .isTrue();
        assertThat(bob.error("join", "room", room, "name", "Bob")).isEqualTo("banned");
        HttpResponse<String> banned = grace.get(page() + "?done=ban");
        assertThat(banned.body()).contains(">Bob<", "Let in again", "cannot come again");
        isDone(grace.post(page(), "action", "unban", "member", back));
        bob.join(room, "Bob");
        isDone(grace.post(page(), "action", "announce", "name", "Operator", "text", "hear, hear"));
        ada.message(room, "hear, hear");
        isDone(grace.post(LIST, "action", "announce", "name", "Operator", "text", "to all"));
        ada.message(room, "to all");
        HttpResponse<String> closed = grace.post(page(), "action", "close", "reason", "late");
        isDone(closed);
        assertThat(closed.headers().firstValue("Location")).contains(LIST + "?done=close");
        Json gone = ada.push(room, "gone");
        assertThat(gone.at("code").number()).isEqualTo(4506);
        assertThat(gone.at("reason").text()).isEqualTo("late");

        assertThat(deeds().stream()
                        .filter(line -> !line.contains("rooms="))
                        .map(line -> line.replaceAll("until=\\S+", "until")))
                .containsExactly(
                        "admin kick here member=" + member + " user=grace",
                        "kick here member=" + member + " by=host",
                        "admin ban here member=" + back + " user=grace",
                        "ban here member=" + back + " by=host until",
                        "admin unban here member=" + back + " user=grace",
                        "unban here member=" + back + " by=host",
                        "admin announce here user=grace",
                        "admin close here user=grace",
                        "close here by=host");
        assertThat(deeds()).anyMatch(line -> line.matches("admin announce rooms=\\d+ user=grace"));
        assertThat(String.join("\n", audit())).doesNotContain(room, "Bob", "loud", "hear", "late");
    }

    @Test
    void takesNoFormOfAnotherSite() throws Exception {
        grace.get(page());
        String token = grace.token();
        for (String path : List.of(page(), LIST)) {
            for (String action : List.of("kick", "ban", "close", "announce")) {
                String[] form = {"action", action, "member", "m1", "minutes", "", "name", "Operator", "text", "x"};
                assertThat(grace.withToken("guessed").post(path, form).statusCode())
                        .isEqualTo(403);
                assertThat(grace.withToken(token)
                                .postFrom("https://evil.example", path, form)
                                .statusCode())
                        .isEqualTo(403);
                grace.get(path + "?action=" + action + "&member=m1&text=x&token=" + token);
            }
        }
        assertThat(deeds()).isEmpty();
        assertThat(ada.ok("members", "room", room).at("members").items()).hasSize(1);
        assertThat(ada.pushes(room)).noneMatch(line -> line.at("type").is("message"));
    }

    @Test
    void saysWhatIsWrongWithAForm() throws Exception {
        grace.get(page());
        Map<Integer, List<String[]>> answers = Map.of(
                400,
                List.of(
                        new String[] {"action", "explode"},
                        new String[] {"action", "kick"},
                        new String[] {"action", "kick", "member", "Ada"},
                        new String[] {"action", "ban", "member", "m1", "minutes", "-1"},
                        new String[] {"action", "ban", "member", "m1", "minutes", "99999999"},
                        new String[] {"action", "kick", "member", "m1", "reason", "x".repeat(201)},
                        new String[] {"action", "announce", "name", "Operator", "text", " "}),
                404,
                List.<String[]>of(
                        new String[] {"action", "kick", "member", "m99"},
                        new String[] {"action", "unban", "member", "m99"}));
        for (Map.Entry<Integer, List<String[]>> expected : answers.entrySet()) {
            for (String[] form : expected.getValue()) {
                HttpResponse<String> answer = grace.post(page(), form);
                assertThat(answer.statusCode()).as(String.join(" ", form)).isEqualTo(expected.getKey());
                assertThat(answer.body()).contains("role=\"alert\"");
            }
        }
        assertThat(grace.post(LIST, "action", "announce", "name", "Operator", "text", "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.ok("members", "room", room).at("members").items()).hasSize(1);
    }

    // ---------------------------------------------------------------- the login

    private static String loginOfTheDocument() throws IOException {
        String document = Files.readString(DOCUMENT);
        String begin = "<!-- admin -->\n```xml\n";
        return document.substring(document.indexOf(begin) + begin.length(), document.indexOf("```\n<!-- /admin -->"));
    }

    /** That of the WAR, with something added. */
    private Path webXml(String name, String more) throws IOException {
        try (ZipFile war = new ZipFile(ContainerUnderTest.war().toFile());
                InputStream in = war.getInputStream(war.getEntry("WEB-INF/web.xml"))) {
            String webXml = new String(in.readAllBytes(), UTF_8);
            assertThat(webXml).contains("</web-app>");
            return Files.writeString(temp.resolve(name), webXml.replace("</web-app>", more + "</web-app>"));
        }
    }
}
