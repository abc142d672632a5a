package io.github.liveroom.chat.client;

import io.github.liveroom.chat.spi.Scheduler;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link ChatClient}. All but the address have a default that works. Not thread-safe. */
public final class ChatClientBuilder {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(15);

    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable URI uri;
    private Transport transport = Transport.AUTO;
    private @Nullable HttpClient http;
    private @Nullable Executor executor;
    private @Nullable Scheduler scheduler;
    private LongSupplier ticker = System::nanoTime;
    private RandomGenerator random = new SecureRandom();
    private @Nullable Function<Connection, Link.Opener> opener;
    private @Nullable Supplier<? extends CompletionStage<String>> token;

    ChatClientBuilder() {}

    /**
     * Where the server's WebSocket is, such as {@code wss://chat.example.org/liveroom/ws}. The other carrier is beside it, at
     * {@code stream} and {@code commands}.
     *
     * @param endpoint absolute; {@code http} and {@code https} mean the same as {@code ws} and {@code wss}
     * @return this
     * @throws IllegalArgumentException if the address is of another kind
     */
    public ChatClientBuilder uri(URI endpoint) {
        String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme().toLowerCase(Locale.ROOT);
        if (endpoint.getHost() == null || !scheme.matches("(ws|http)s?")) {
            throw new IllegalArgumentException("uri is an absolute ws, wss, http or https address");
        }
        uri = endpoint;
        return this;
    }

    /**
     * How lines travel. Default {@link Transport#AUTO}.
     *
     * @param how by which carrier
     * @return this
     */
    public ChatClientBuilder transport(Transport how) {
        transport = how;
        return this;
    }

    /**
     * Adds a header to every request, such as {@code Authorization}.
     *
     * @param name the header
     * @param value its value
     * @return this
     */
    public ChatClientBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Where the tokens come from that tell a server who this is, if it goes by tokens. Asked each time a connection begins, and when
     * four fifths of the time have gone for which the server has taken the last one; on the client's threads, so it does not block.
     * A token is never part of an address, and never logged. If the server does not take the first one, the client ends with 4501;
     * if there is none, it tries again.
     *
     * @param source gives a stage that completes with a token
     * @return this
     */
    public ChatClientBuilder token(Supplier<? extends CompletionStage<String>> source) {
        token = source;
        return this;
    }

    /**
     * What connects. Default: a client of its own, without a proxy. Many clients of one program may share one, and with it its
     * threads.
     *
     * @param client not closed with the chat client
     * @return this
     */
    public ChatClientBuilder httpClient(HttpClient client) {
        http = client;
        return this;
    }

    /**
     * What runs listeners and everything else. Default: threads of the client's own.
     *
     * @param threads takes every task, runs each once; listeners and what depends on futures may hold them for long
     * @return this
     */
    public ChatClientBuilder executor(Executor threads) {
        executor = threads;
        return this;
    }

    /**
     * What runs things later. Default: a thread of the client's own.
     *
     * @param timers used until the client is closed
     * @return this
     */
    public ChatClientBuilder scheduler(Scheduler timers) {
        scheduler = timers;
        return this;
    }

    /**
     * What intervals are measured with. Default {@link System#nanoTime()}.
     *
     * @param nanoseconds never goes back
     * @return this
     */
    public ChatClientBuilder ticker(LongSupplier nanoseconds) {
        ticker = nanoseconds;
        return this;
    }

    /**
     * Where waits and the names of messages come from. Default {@link SecureRandom}. Two clients of one member must not draw
     * the same.
     *
     * @param generator used by several threads at once
     * @return this
     */
    public ChatClientBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /** What connects instead of the network. For tests. */
    ChatClientBuilder opener(Function<Connection, Link.Opener> links) {
        opener = links;
        return this;
    }

    /**
     * Makes the client. Connects to nothing yet.
     *
     * @return to be closed when it is not needed any more
     * @throws IllegalStateException if there is no address
     */
    public ChatClient build() {
        URI address = uri;
        if (address == null) {
            throw new IllegalStateException("uri is missing");
        }
        // Starts no thread unless one is missing.
        ClientThreads threads = new ClientThreads();
        Executor runs = executor == null ? threads : executor;
        Scheduler timers = scheduler == null ? threads.timer : scheduler;
        Function<Connection, Link.Opener> links = opener == null ? network(address, runs) : opener;
        return new ChatClient(new Setup(transport, runs, timers, ticker, random, links, token), threads);
    }

    private Function<Connection, Link.Opener> network(URI address, Executor runs) {
        HttpClient given = http;
        HttpClient client = given != null
                ? given
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(runs)
                        .connectTimeout(CONNECT_WITHIN)
                        .build();
        Map<String, String> sent = Map.copyOf(headers);
        URI ws = withScheme(address, "ws");
        URI plain = withScheme(address, "http");
        return connection -> (http, receiver) -> http
                ? HttpLink.open(client, plain, sent, connection.strand(), connection.alarms(), receiver)
                : WebSocketLink.open(client, ws, sent, connection.strand(), receiver);
    }

    private static URI withScheme(URI address, String scheme) {
        String given = address.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = given.equals("wss") || given.equals("https");
        return URI.create((secure ? scheme + "s" : scheme) + address.toString().substring(given.length()));
    }
}
