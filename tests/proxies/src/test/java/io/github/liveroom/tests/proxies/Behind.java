package io.github.liveroom.tests.proxies;

import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.Transport;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A server, and in front of it a proxy as {@code docs/operations.md} says, for the tests of a class. A machine without that proxy
 * leaves them out and says so; where {@code CI=true} they fail.
 */
final class Behind implements ExecutionCondition, BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** As the documents have it. */
    static final Duration USUAL = Duration.ofSeconds(75);

    private final Kind kind;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<ChatClient> clients = new ArrayList<>();
    private Certificate certificate;
    private Server server;
    private Proxy proxy;
    private HttpClient http;
    private HttpClient http2;

    private Behind(Kind kind) {
        this.kind = kind;
    }

    static Behind a(Kind kind) {
        return new Behind(kind);
    }

    Kind kind() {
        return kind;
    }

    Server server() {
        return server;
    }

    Proxy proxy() {
        return proxy;
    }

    /** One more proxy in front of the server, whose patience is another one; ends with the class. */
    Proxy proxy(Duration idle) {
        Proxy another = Proxy.start(kind, server, idle, certificate);
        opened.add(another);
        return another;
    }

    /** One more that somebody has written differently; ends with the class. */
    Proxy proxy(Snippet snippet, Duration idle) {
        Proxy another = Proxy.start(kind, snippet, Ports.free(), server, idle, certificate);
        opened.add(another);
        return another;
    }

    Certificate certificate() {
        return certificate;
    }

    /** What browsers without HTTP/2 do, and every WebSocket. Follows no redirect, and keeps no cookies. */
    HttpClient http() {
        return http;
    }

    HttpClient http2() {
        return http2;
    }

    /** Somebody who comes through the proxy; goes with the test. */
    ChatClient client(Transport transport, HttpClient over) {
        ChatClient client = ChatClient.builder()
                .uri(proxy.endpoint())
                .transport(transport)
                .httpClient(over)
                .build();
        clients.add(client);
        return client;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Program.find(kind.program()).isPresent() || Program.isRequired()) {
            return ConditionEvaluationResult.enabled("there is the proxy, or its absence is a failure");
        }
        String why = "Proxy tests are skipped: no " + kind.program() + " on the PATH.";
        if (context.getTestMethod().isEmpty()) {
            System.out.println(why);
        }
        return ConditionEvaluationResult.disabled(why);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        certificate = context.getRoot()
                .getStore(Namespace.create(Behind.class))
                .getOrComputeIfAbsent(Certificate.class, key -> Certificate.make(), Certificate.class);
        http = client(Version.HTTP_1_1);
        http2 = client(Version.HTTP_2);
        server = Server.start("guesses-per-minute=1", "ping=5s", "silent-limit=10m");
        opened.add(server);
        proxy = proxy(USUAL);
    }

    private HttpClient client(Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(certificate.trust())
                .connectTimeout(Duration.ofSeconds(60))
                .build();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clients.forEach(ChatClient::close);
        clients.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }
}
