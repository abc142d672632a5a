package io.github.liveroom.example.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The jar that Maven made, in a process of its own, as people start it. */
@Timeout(60)
class RunnableJarTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path temp;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void opensTheChatAndSaysSoInOneLine() throws Exception {
        Process chat = start("--port", "0");
        String address = address(chat);
        assertThat(address).matches("http://localhost:\\d+/");
        HttpResponse<String> page = get(address);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("none")).startsWith("text/html");
        assertThat(page.headers().firstValue("Server")).isEmpty();
        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("liveroom-form=")
                        .containsIgnoringCase("HttpOnly")
                        .containsIgnoringCase("SameSite=Lax"));
        assertThat(get(address + "liveroom/liveroom.js").statusCode()).isEqualTo(200);
        assertThat(end(chat)).as("the rest of the output").isEmpty();
        assertThat(errors(chat)).isEmpty();
    }

    @Test
    void setsCookiesForTlsWhereThePublicOriginIs() throws Exception {
        HttpResponse<String> page = get(address(start("--port", "0", "--set", "public-origin=https://chat.example")));
        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("; Secure"));
    }

    @Test
    void talksOverWebSocket() throws Exception {
        CompletableFuture<String> first = new CompletableFuture<>();
        URI address = URI.create(address(start("--port", "0")).replace("http:", "ws:") + "liveroom/ws");
        WebSocket socket = HTTP.newWebSocketBuilder()
                .subprotocols("liveroom.v1")
                .buildAsync(address, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        first.complete(text.toString());
                        return null;
                    }
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(first.get(30, TimeUnit.SECONDS)).startsWith("{\"hello\":{\"protocol\":\"liveroom.v1\"");
        socket.abort();
    }

    /** Reading them would be a fifth of the start. */
    @Test
    void startsWithoutReadingClassesForAnnotations() throws Exception {
        Path log = temp.resolve("classes.txt");
        ProcessBuilder builder = command("--port", "0");
        builder.command().add(1, "-Xlog:class+load:file=" + log);
        Process chat = start(builder);
        address(chat);
        end(chat);
        String loaded = Files.readString(log);
        assertThat(loaded.contains("jakarta.ChatInitializer ")).isTrue();
        assertThat(loaded.contains("AnnotationParser$MyClassVisitor ")).isFalse();
    }

    @Test
    void opensItUnderAContextPath() throws Exception {
        Process chat = start("--port", "0", "--context", "/chat");
        String address = address(chat);
        assertThat(address).endsWith("/chat/");
        assertThat(get(address).statusCode()).isEqualTo(200);
    }

    @Test
    void takesThePortOfTheEnvironment() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = command();
        builder.environment().put("PORT", Integer.toString(port));
        assertThat(address(start(builder))).isEqualTo("http://localhost:" + port + "/");
    }

    @Test
    void endsAtOnceWhenToldToAndCleansUp() throws Exception {
        Process chat = start("--port", "0");
        get(address(chat));
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).as("what it unpacked").isNotEmpty();
        }
        long before = System.nanoTime();
        chat.toHandle().destroy(); // SIGTERM, and unlike Process.destroy() we still hear it; Ctrl-C takes the same way
        assertThat(chat.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertWasToldToEndAndLeftNothing(chat);
    }

    /** Two who talk, one who listens over HTTP, and one who neither reads nor answers. */
    @Test
    void sendsEveryoneAwayWhenToldToEnd() throws Exception {
        Process chat = start("--port", "0");
        String address = address(chat);
        Member ada = Member.connect(address);
        ada.say("{'id':1,'cmd':'create'}");
        String room = ada.awaits("\"id\":1,.*\"code\":\"([A-Z]+)\"");
        ada.say("{'id':2,'cmd':'join','room':'" + room + "','name':'Ada'}");
        ada.awaits("(\"id\":2,\"ok\":)");
        Member bob = Member.connect(address);
        bob.say("{'id':1,'cmd':'join','room':'" + room + "','name':'Bob'}");
        bob.awaits("(\"id\":1,\"ok\":)");
        HttpResponse<InputStream> stream = HTTP.send(
                HttpRequest.newBuilder(URI.create(address + "liveroom/stream")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        URI port = URI.create(address);
        try (Socket deaf = new Socket(port.getHost(), port.getPort())) {
            deaf.getOutputStream()
                    .write(("GET /liveroom/ws HTTP/1.1\r\nHost: localhost:" + port.getPort()
                                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(US_ASCII));
            assertThat(deaf.getInputStream().read()).isEqualTo('H');
            ada.say("{'id':3,'cmd':'send','room':'" + room + "','text':'the last word','cid':'c'}");
            bob.awaits("(the last word)");
            chat.toHandle().destroy();
            assertThat(ada.end.get(30, TimeUnit.SECONDS)).matches("4001 .*\\bdelayMs=\\d+\\b.*");
            assertThat(bob.end.get(30, TimeUnit.SECONDS)).matches("4001 .*\\bdelayMs=\\d+\\b.*");
            assertThat(new String(stream.body().readAllBytes(), UTF_8))
                    .containsPattern("\"close\":\\{\"code\":4001,\"reason\":\".*\\bdelayMs=\\d+\\b");
            assertThatThrownBy(() -> new Socket(port.getHost(), port.getPort()).close())
                    .as("no new ones")
                    .isInstanceOf(ConnectException.class);
            assertThat(chat.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertWasToldToEndAndLeftNothing(chat);
    }

    @Test
    void saysInOneLineThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            Process chat = start("--port", Integer.toString(taken.getLocalPort()));
            assertFails(chat, 1, "localhost:" + taken.getLocalPort(), "--port N");
        }
    }

    @Test
    void saysInOneLineThatThereIsNoSuchHost() throws Exception {
        ProcessBuilder command = command("--port", "0", "--host", "nowhere.invalid");
        // Whoever looks names up in a file asks no name server, which may take its time.
        command.command().add(1, "-Djdk.net.hosts.file=" + Files.createFile(temp.resolve("hosts")));
        assertFails(start(command), 1, "nowhere.invalid", "--host H");
    }

    @Test
    void saysInOneLineWhichOptionsThereAre() throws Exception {
        assertFails(start("--prot", "0"), 2, "--prot", "--port N");
    }

    @Test
    void saysInOneLineWhichSettingsThereAre() throws Exception {
        assertFails(start("--port", "0", "--set", "pong=5s"), 2, "pong", "reconnect-grace", "silent-limit");
    }

    /** One that the tests of this build know. */
    @Test
    void takesNoSettingsThatAreNotOfTheServer() throws Exception {
        assertFails(start("--port", "0", "--set", "seed=1"), 2, "There is no setting \"seed\"");
    }

    @Test
    void saysInOneLineWhatASettingCanBe() throws Exception {
        assertFails(start("--port", "0", "--set", "ping=soon"), 2, "ping", "soon", "15s");
    }

    @Test
    void takesSettings() throws Exception {
        ProcessBuilder builder = command("--port", "0", "--set", "max-rooms=7");
        builder.environment().put("LIVEROOM_MAX_ROOMS", "the command line counts more");
        assertThat(address(start(builder))).startsWith("http://localhost:");
    }

    @Test
    void helps() throws Exception {
        Process chat = start("--help");
        assertThat(chat.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(chat.exitValue()).isZero();
        assertThat(new String(chat.getInputStream().readAllBytes(), UTF_8)).isEqualTo(Options.USAGE);
    }

    // ---------------------------------------------------------------- helpers

    /** Somebody in the chat. */
    private static final class Member implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder frame = new StringBuilder();

        /** The close code and its reason. */
        private final CompletableFuture<String> end = new CompletableFuture<>();

        private @Nullable WebSocket socket;

        static Member connect(String address) throws Exception {
            Member member = new Member();
            member.socket = HTTP.newWebSocketBuilder()
                    .subprotocols("liveroom.v1")
                    .buildAsync(URI.create(address.replace("http:", "ws:") + "liveroom/ws"), member)
                    .get(30, TimeUnit.SECONDS);
            return member;
        }

        void say(String line) throws Exception {
            Objects.requireNonNull(socket)
                    .sendText(line.replace('\'', '"'), true)
                    .get(30, TimeUnit.SECONDS);
        }

        /** What the pattern's group is in the next frame that has it. */
        String awaits(String pattern) throws InterruptedException {
            while (true) {
                String next = heard.poll(30, TimeUnit.SECONDS);
                assertThat(next).as("while waiting for " + pattern).isNotNull();
                Matcher matcher = Pattern.compile(pattern).matcher(String.valueOf(next));
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            frame.append(text);
            if (last) {
                heard.add(frame.toString());
                frame.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end.completeExceptionally(error);
        }
    }

    private ProcessBuilder command(String... args) {
        Path jar = Path.of(System.getProperty("liveroom.jar", "target/liveroom.jar"));
        assertThat(jar).as("built by mvn package").exists();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temp,
                "-jar",
                jar.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.matches("PORT|LIVEROOM_.*|JAVA_TOOL_OPTIONS"));
        return builder;
    }

    private Process start(String... args) throws IOException {
        return start(command(args));
    }

    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** What the program says it is open at; waits for that. */
    private static String address(Process chat) throws IOException {
        BufferedReader out = chat.inputReader();
        String line = out.readLine();
        assertThat(line)
                .as("the first line; errors: " + (line == null ? errors(chat) : ""))
                .startsWith("LiveRoom is open at ");
        return line.substring("LiveRoom is open at ".length());
    }

    /** Ends the program and gives what else it said. */
    private static List<String> end(Process chat) throws Exception {
        chat.toHandle().destroy();
        assertThat(chat.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return chat.inputReader().lines().toList();
    }

    private void assertWasToldToEndAndLeftNothing(Process chat) throws IOException {
        assertThat(chat.exitValue()).isEqualTo(128 + 15);
        assertThat(errors(chat)).isEmpty();
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("liveroom")))
                    .as("what it left")
                    .isEmpty();
        }
    }

    private static List<String> errors(Process chat) {
        return chat.errorReader().lines().toList();
    }

    private static void assertFails(Process chat, int status, String... words) throws Exception {
        assertThat(chat.waitFor(30, TimeUnit.SECONDS)).isTrue();
        List<String> errors = errors(chat);
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0)).startsWith("liveroom: ").contains(words);
        assertThat(chat.inputReader().lines()).isEmpty();
        assertThat(chat.exitValue()).isEqualTo(status);
    }

    private static HttpResponse<String> get(String address) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
