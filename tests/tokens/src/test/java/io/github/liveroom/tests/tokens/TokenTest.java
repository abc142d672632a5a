package io.github.liveroom.tests.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatClientBuilder;
import io.github.liveroom.chat.client.ChatListener;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import io.github.liveroom.chat.client.RoomEnd;
import io.github.liveroom.chat.client.Transport;
import io.github.liveroom.chat.jwt.JwtAuthenticator;
import io.github.liveroom.chat.testkit.FakeTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signed tokens on their way from a client to a server. */
class TokenTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();

    /** The client has a clock of its own. */
    private final FakeTime clientsTime = new FakeTime();

    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RoomEnd> ended = new CompletableFuture<>();

    private final ChatListener listener = new ChatListener() {
        @Override
        public void ended(ChatRoom room, RoomEnd end) {
            ended.complete(end);
        }
    };

    private static String sign(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader(algorithm), claims.subject("ada").audience("chat").build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWTClaimsSet.Builder until(Instant end) {
        return new JWTClaimsSet.Builder().expirationTime(Date.from(end));
    }

    /** Ada's, for ten minutes and one room. */
    private String token(Room room) {
        try {
            return sign(
                    JWSAlgorithm.HS256,
                    new MACSigner(SECRET),
                    until(time.instant().plus(TEN_MINUTES))
                            .claim("rooms", Map.of(room.code().value(), "moderator")));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ChatClientBuilder to(TokenServer server, Transport transport) {
        return ChatClient.builder().uri(server.uri()).transport(transport);
    }

    private ChatClient client(TokenServer server, Transport transport, Room room) {
        return to(server, transport)
                .scheduler(clientsTime)
                .ticker(clientsTime)
                .token(() -> {
                    shown.add(token(room));
                    return CompletableFuture.completedStage(shown.get(shown.size() - 1));
                })
                .build();
    }

    private TokenServer server() throws Exception {
        return new TokenServer(
                JwtAuthenticator.hs256(SECRET).audience("chat").clock(time).build(), time);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static <T> T ok(CompletableFuture<Outcome<T>> future) throws Exception {
        return get(future).orElseThrow();
    }

    private static Refusal refusal(CompletableFuture<? extends Outcome<?>> future) throws Exception {
        return ((Outcome.Refused<?>) get(future)).refusal();
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "HTTP"})
    void isShownAfterTheHandshakeAndAgainOnTheSameConnection(Transport transport) throws Exception {
        try (TokenServer server = server()) {
            Room room = server.create();
            Room other = server.create();
            try (ChatClient client = client(server, transport, room)) {
                ChatRoom ada = client.join(JoinOptions.of(room.code(), "Ada"), listener);
                assertThat(ok(ada.joined()).me().role()).isEqualTo(Role.MODERATOR);
                assertThat(refusal(client.join(JoinOptions.of(other.code(), "Ada"), new ChatListener() {})
                                .joined()))
                        .isEqualTo(Refusal.FORBIDDEN);
                assertThat(refusal(client.create(RoomOptions.DEFAULTS))).isEqualTo(Refusal.FORBIDDEN);

                // Ten minutes, and half of one that clocks may differ; four fifths of that is 504 seconds.
                time.advance(Duration.ofSeconds(504));
                clientsTime.advance(Duration.ofSeconds(504));
                ok(ada.send("while the second token is on its way"));
                assertThat(shown).hasSize(2).doesNotHaveDuplicates();
                ok(ada.send("behind it"));
                time.advance(Duration.ofSeconds(127));
                ok(ada.send("the first is over"));
                assertThat(ended).isNotDone();

                time.advance(Duration.ofSeconds(503));
                assertThat(get(ended).code()).isEqualTo(4501);
            }
        }
    }

    @Test
    void isTakenFromAHeaderAndSignedWithAKeyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        String token = sign(
                JWSAlgorithm.ES256,
                new ECDSASigner((ECPrivateKey) keys.getPrivate()),
                until(time.instant().plus(TEN_MINUTES)));
        try (TokenServer server = new TokenServer(
                        JwtAuthenticator.es256((ECPublicKey) keys.getPublic())
                                .audience("chat")
                                .clock(time)
                                .build(),
                        time);
                ChatClient client = ChatClient.builder()
                        .uri(server.uri())
                        .header("Authorization", "Bearer " + token)
                        .build()) {
            ChatRoom ada = client.join(JoinOptions.of(server.create().code(), "Ada"), listener);
            ok(ada.joined());
            time.advance(Duration.ofSeconds(631));
            assertThat(get(ended).code()).isEqualTo(4501);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "HTTP"})
    void aBadOneInTheHeaderIsToldToTheClient(Transport transport) throws Exception {
        try (TokenServer server = server();
                ChatClient client = to(server, transport)
                        .header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                        .build()) {
            client.join(JoinOptions.of(server.create().code(), "Ada"), listener);
            assertThat(get(ended).code()).isEqualTo(4501);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "HTTP"})
    void whoShowsNoneGetsNowhere(Transport transport) throws Exception {
        try (TokenServer server = server();
                ChatClient client = to(server, transport).build()) {
            ChatRoom nobody = client.join(JoinOptions.of(server.create().code(), "Nobody"), listener);
            assertThat(refusal(nobody.joined())).isEqualTo(Refusal.UNAUTHORIZED);
        }
    }
}
