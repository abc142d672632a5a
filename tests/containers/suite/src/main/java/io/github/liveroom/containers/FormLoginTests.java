package io.github.liveroom.containers;

import static io.github.liveroom.containers.PlainBrowser.SESSION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The container's own login, as the document has it. */
abstract class FormLoginTests extends WireTests {
    private static final Path DOCUMENT = Path.of("..", "..", "..", "docs", "embedding.md");

    FormLoginTests(Servers servers) {
        super(servers);
    }

    @Test
    void whoHasLoggedInIsOnePersonUntilTheSessionEnds(@TempDir Path temp) throws Exception {
        RunningServer server = closing(
                servers.container().startWith(Map.of("authentication", "principal"), webXmlOfTheDocument(temp)));
        assertPutOut(connect(server, ""));
        PlainBrowser ada = new PlainBrowser(server, address);
        assertThat(ada.get("/assets/base.css").statusCode()).isEqualTo(200);
        assertThat(shown(ada, ada.get("/")).body()).contains("/j_security_check");
        assertThat(shown(ada, logIn(ada, "guessed")).body()).contains("Name and password do not fit.");
        HttpResponse<String> home = shown(ada, logIn(ada, ContainerUnderTest.PASSWORD));
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("Talk in a room").doesNotContain("No account needed");

        RawSocket first = greeted(connect(server, ada.cookieHeader()));
        first.text(WireClient.command(1, "create"));
        String room = first.nextLine().at("ok", "code").text();
        String member = join(first, room, "Ada");
        RawSocket second = greeted(connect(server, ada.cookieHeader()));
        assertThat(join(second, room, "Bob")).as("the same person").isEqualTo(member);

        server.endSession(requireNonNull(ada.cookies().get(SESSION)));
        assertPutOut(first);
        assertPutOut(second);
        assertPutOut(connect(server, ada.cookieHeader()));
        assertThat(shown(ada, ada.get("/r/" + room)).body()).contains("/j_security_check");
    }

    /** Not by the container, with 1008. */
    private static void assertPutOut(RawSocket socket) throws IOException {
        assertThat(socket.closeCode()).isEqualTo(4501);
    }

    private static HttpResponse<String> logIn(PlainBrowser browser, String password) throws Exception {
        return browser.post("/j_security_check", "j_username", ContainerUnderTest.USER, "j_password", password);
    }

    /** Some containers show their page at once, others send the browser there. */
    private static HttpResponse<String> shown(PlainBrowser browser, HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() / 100 != 3) {
            return answer;
        }
        URI where = URI.create(answer.headers().firstValue("Location").orElseThrow());
        return browser.get(where.getRawPath() + (where.getRawQuery() == null ? "" : "?" + where.getRawQuery()));
    }

    private RawSocket connect(RunningServer server, String cookies) throws IOException {
        RawSocket socket = closing(RawSocket.dial(server));
        RawSocket.Answer answer = socket.handshake(
                server, "Sec-WebSocket-Protocol: liveroom.v1", "Origin: " + server.origin(), "Cookie: " + cookies);
        assertThat(answer.status()).isEqualTo(101);
        return socket;
    }

    private static RawSocket greeted(RawSocket socket) throws IOException {
        assertThat(socket.nextLine().has("hello")).isTrue();
        return socket;
    }

    private static String join(RawSocket socket, String room, String name) throws IOException {
        socket.text(WireClient.command(2, "join", "room", room, "name", name));
        return socket.nextLine().at("ok", "me", "member").text();
    }

    /** That of the WAR, with what the document says to add to it. */
    private static Path webXmlOfTheDocument(Path temp) throws IOException {
        String document = Files.readString(DOCUMENT);
        String login = document.substring(
                document.indexOf("<!-- login -->\n```xml\n") + "<!-- login -->\n```xml\n".length(),
                document.indexOf("```\n<!-- /login -->"));
        try (ZipFile war = new ZipFile(ContainerUnderTest.war().toFile());
                InputStream in = war.getInputStream(war.getEntry("WEB-INF/web.xml"))) {
            String webXml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(webXml).contains("</web-app>");
            return Files.writeString(temp.resolve("web.xml"), webXml.replace("</web-app>", login + "</web-app>"));
        }
    }
}
