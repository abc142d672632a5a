package io.github.liveroom.chat.jakarta;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The connections that go by HTTP, and their secrets. Thread-safe.
 *
 * <p>Only hashes are kept, and it is by them that a connection is looked for: how long that takes says nothing about any
 * secret.
 */
final class Streams {
    private static final int SECRET_BYTES = 16;

    private final RandomGenerator random;
    private final Map<String, StreamCarrier> bySecret = new ConcurrentHashMap<>();

    /** Their ends: also where there are no servlets, and so no {@link StreamCarrier}, a gateway asks for them. */
    private final Map<Object, CompletableFuture<?>> responses = new ConcurrentHashMap<>();

    Streams(RandomGenerator random) {
        this.random = random;
    }

    /** 128 bits that nobody can guess. */
    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    /** The connection takes commands from now on. */
    void add(String secret, StreamCarrier stream) {
        bySecret.put(hash(secret), stream);
    }

    /** It takes none any more. */
    void remove(String secret) {
        bySecret.remove(hash(secret));
    }

    /** The connection of this secret, or null if there is none or it has ended. */
    @Nullable
    StreamCarrier find(@Nullable String secret) {
        return secret == null ? null : bySecret.get(hash(secret));
    }

    /** A response is under way, until this completes. */
    void began(CompletableFuture<?> end) {
        Object response = new Object();
        responses.put(response, end);
        CompletableFuture<?> unused = end.whenComplete((nothing, failure) -> responses.remove(response));
    }

    /** Completes when every response has ended that is under way. */
    CompletableFuture<Void> allEnded() {
        return CompletableFuture.allOf(responses.values().toArray(CompletableFuture[]::new));
    }

    private static String hash(String secret) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
