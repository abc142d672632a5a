package io.github.liveroom.chat.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.testkit.FakeTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are good, and what they say. The clock stands at {@link FakeTime#START}, {@value #NOW} in seconds. */
class JwtAuthenticatorTest {
    private static final long NOW = 1_767_323_045;
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final KeyPair KEYS = keys("secp256r1");

    /** All that is required, with an hour to go. */
    private static final String GOOD = "'sub':'ada','aud':'chat','exp':" + (NOW + 3600);

    private final FakeTime time = new FakeTime();

    private static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECPublicKey publicKey() {
        return (ECPublicKey) KEYS.getPublic();
    }

    private static String signed(JWSHeader header, JWSSigner signer, String claims) {
        JWSObject token = new JWSObject(header, new Payload('{' + claims.replace('\'', '"') + '}'));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static String hs256(byte[] secret, String claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hs256(String claims) {
        return hs256(SECRET, claims);
    }

    private static String es256(String claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner((ECPrivateKey) KEYS.getPrivate()), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private Authenticator withSecret() {
        return JwtAuthenticator.hs256(SECRET).audience("chat").clock(time).build();
    }

    private Authenticator withKey() {
        return JwtAuthenticator.es256(publicKey()).audience("chat").clock(time).build();
    }

    private Visitor visitor(String claims) {
        return withSecret().verify(hs256(claims)).orElseThrow();
    }

    private boolean isGood(String claims) {
        return withSecret().verify(hs256(claims)).isPresent();
    }

    // ---------------------------------------------------------------- what a good one says

    @Test
    void knowsWhoShowsAGoodToken() {
        Pass untilSoon = new Pass(FakeTime.START.minusMillis(6).plusSeconds(3630), null);
        assertThat(NOW).isEqualTo(FakeTime.START.getEpochSecond());
        for (Optional<Visitor> ada :
                List.of(withSecret().verify(hs256(GOOD)), withKey().verify(es256(GOOD)))) {
            assertThat(ada).contains(Visitor.known("ada").with(untilSoon));
        }
    }

    @Test
    void takesItInAHeaderToo() {
        Authenticator.Evidence shown = new Authenticator.Evidence() {
            @Override
            public Optional<String> principal() {
                return Optional.empty();
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.of("Bearer " + hs256(GOOD));
            }

            @Override
            public Optional<Object> sessionAttribute(String name) {
                return Optional.empty();
            }
        };
        assertThat(withSecret().authenticate(shown).map(Visitor::identity)).contains("ada");
        assertThat(withKey().authenticate(shown)).isEmpty();
        assertThat(withSecret().takesTokens()).isTrue();
        assertThat(withSecret().usesCookies()).isFalse();
    }

    @Test
    void knowsRoomsAndRoles() {
        Pass pass = visitor(GOOD + ",'rooms':{'KQZW':'moderator','abcd-efgh':'owner','BCDE':'member','CDEF':'muted'}")
                .pass();
        assertThat(pass.rooms())
                .isEqualTo(Map.of(
                        new RoomCode("KQZW"), Role.MODERATOR,
                        new RoomCode("ABCDEFGH"), Role.OWNER,
                        new RoomCode("BCDE"), Role.MEMBER,
                        new RoomCode("CDEF"), Role.MUTED));
        assertThat(visitor(GOOD + ",'rooms':{}").pass().admits(new RoomCode("KQZW")))
                .as("none is not any")
                .isFalse();
    }

    @Test
    void knowsAProfile() {
        assertThat(visitor(GOOD + ",'profile':{'badge':'<b>','n':[1,{}]}").profile())
                .isIn("{\"badge\":\"<b>\",\"n\":[1,{}]}", "{\"badge\":\"\\u003cb\\u003e\",\"n\":[1,{}]}");
        assertThat(isGood(GOOD + ",'profile':{'a':'" + "x".repeat(Visitor.MAX_PROFILE) + "'}"))
                .isFalse();
    }

    // ---------------------------------------------------------------- times

    @Test
    void isGoodUntilItsEndAndALittleLonger() {
        String token = hs256("'sub':'ada','aud':'chat','exp':" + (NOW + 1));
        time.advance(Duration.ofMillis(30_993)); // the clock began 6 ms after the second
        Visitor ada = withSecret().verify(token).orElseThrow();
        assertThat(ada.pass().isOver(time.instant())).isFalse();
        time.advance(Duration.ofMillis(1));
        assertThat(withSecret().verify(token)).isEmpty();
        assertThat(ada.pass().isOver(time.instant())).isTrue();
    }

    @Test
    void isGoodFromItsBeginningAndALittleEarlier() {
        String token = hs256(GOOD + ",'nbf':" + (NOW + 31));
        assertThat(withSecret().verify(token)).isEmpty();
        time.advance(Duration.ofMillis(994));
        assertThat(withSecret().verify(token)).isPresent();
    }

    @Test
    void takesTheHostsLeeway() {
        Authenticator exact = JwtAuthenticator.hs256(SECRET)
                .audience("chat")
                .clock(time)
                .leeway(Duration.ZERO)
                .build();
        assertThat(exact.verify(hs256("'sub':'ada','aud':'chat','exp':" + NOW))).isEmpty();
        assertThat(exact.verify(hs256("'sub':'ada','aud':'chat','exp':" + (NOW + 1)))
                        .orElseThrow()
                        .pass()
                        .until())
                .isEqualTo(FakeTime.START.plusMillis(994));
        assertThat(exact.verify(hs256(GOOD + ",'nbf':" + (NOW + 1)))).isEmpty();
    }

    // ---------------------------------------------------------------- claims

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'aud':'chat','exp':1767326645",
                "'sub':'','aud':'chat','exp':1767326645",
                "'sub':'ada','exp':1767326645",
                "'sub':'ada','aud':'shop','exp':1767326645",
                "'sub':'ada','aud':'chat2','exp':1767326645",
                "'sub':'ada','aud':[],'exp':1767326645",
                "'sub':'ada','aud':{},'exp':1767326645",
                "'sub':'ada','aud':'chat'",
                "'sub':'ada','aud':'chat','exp':null",
                "'sub':'ada','aud':'chat','exp':'1767326645'",
                "'sub':'ada','aud':'chat','exp':1767322000",
                "'sub':'ada','aud':'chat','exp':-1",
                "'sub':'ada','aud':'chat','exp':253402300800",
                "'sub':'ada','aud':'chat','exp':9007199254740993",
                "'sub':'ada','aud':'chat','exp':1e400",
                "'sub':'ada','aud':'chat','exp':1767326645,'nbf':1767326000",
                "'sub':'ada','aud':'chat','exp':1767326645,'nbf':'soon'",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':null",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':'KQZW'",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':['KQZW']",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'KQZW':null}",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'KQZW':'MODERATOR'}",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'KQZW':'admin'}",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'KQZW':1}",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'K':'member'}",
                "'sub':'ada','aud':'chat','exp':1767326645,'rooms':{'KQZW':'member','kq-zw':'owner'}",
                "'sub':'ada','aud':'chat','exp':1767326645,'profile':'x'",
                "'sub':'ada','aud':'chat','exp':1767326645,'profile':null",
                "",
            })
    void refusesATokenInWhichSomethingIsWrong(String claims) {
        assertThat(isGood(GOOD)).isTrue();
        assertThat(isGood(claims)).isFalse();
    }

    @Test
    void takesANumberForAName() {
        assertThat(visitor("'sub':7,'aud':'chat','exp':1767326645").identity()).isEqualTo("7");
    }

    @Test
    void takesOneOfSeveralAudiences() {
        assertThat(isGood("'sub':'ada','aud':['shop','chat'],'exp':1767326645")).isTrue();
    }

    @Test
    void asksForTheIssuerIfThereIsOne() {
        Authenticator host = JwtAuthenticator.hs256(SECRET)
                .audience("chat")
                .issuer("host")
                .clock(time)
                .build();
        assertThat(host.verify(hs256(GOOD + ",'iss':'host'"))).isPresent();
        assertThat(host.verify(hs256(GOOD + ",'iss':'other'"))).isEmpty();
        assertThat(host.verify(hs256(GOOD))).isEmpty();
        assertThat(isGood(GOOD + ",'iss':'other'")).as("whoever has the key").isTrue();
    }

    // ---------------------------------------------------------------- signatures

    @Test
    void refusesTokensOfAnotherKey() {
        byte[] other = SECRET.clone();
        other[0]++;
        assertThat(withSecret().verify(hs256(other, GOOD))).isEmpty();
        Authenticator otherKey = JwtAuthenticator.es256(
                        (ECPublicKey) keys("secp256r1").getPublic())
                .audience("chat")
                .clock(time)
                .build();
        assertThat(otherKey.verify(es256(GOOD))).isEmpty();
    }

    @Test
    void refusesTokensWithoutASignature() {
        String claims = base64('{' + GOOD.replace('\'', '"') + '}');
        for (String algorithm : List.of("none", "None", "NONE", "", "HS256", "ES256")) {
            String header = base64("{\"alg\":\"" + algorithm + "\"}");
            for (String end : List.of("", ".", "..", ".AA")) {
                assertThat(withSecret().verify(header + '.' + claims + end)).isEmpty();
                assertThat(withKey().verify(header + '.' + claims + end)).isEmpty();
            }
        }
        assertThat(withSecret().verify(base64("{}") + '.' + claims + ".AA")).isEmpty();
    }

    /** What everybody knows, the public key, is not to be taken for a secret. */
    @Test
    void theKeySaysWhichAlgorithmCounts() throws Exception {
        assertThat(withKey().verify(hs256(publicKey().getEncoded(), GOOD))).isEmpty();
        assertThat(withKey().verify(hs256(GOOD))).isEmpty();
        assertThat(withSecret().verify(es256(GOOD))).isEmpty();
        byte[] longSecret = new byte[64];
        Authenticator hs256 =
                JwtAuthenticator.hs256(longSecret).audience("chat").clock(time).build();
        assertThat(hs256.verify(signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(longSecret), GOOD)))
                .isPresent();
        assertThat(hs256.verify(signed(new JWSHeader(JWSAlgorithm.HS512), new MACSigner(longSecret), GOOD)))
                .isEmpty();
    }

    /** A signature of zeros was once good for every key (CVE-2022-21449). */
    @Test
    void refusesAnEmptySignature() {
        String token = es256(GOOD);
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        assertThat(withKey().verify(token.substring(0, token.lastIndexOf('.') + 1) + zeros))
                .isEmpty();
    }

    @Test
    void refusesWhatItDoesNotUnderstandAndMust() throws Exception {
        JWSHeader critical = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        assertThat(withSecret().verify(signed(critical, new MACSigner(SECRET), GOOD)))
                .isEmpty();
    }

    @Test
    void refusesEveryPartOfAToken() {
        for (String token : List.of(hs256(GOOD), es256(GOOD))) {
            for (int end = 0; end < token.length(); end++) {
                assertThat(withSecret().verify(token.substring(0, end))).isEmpty();
                assertThat(withKey().verify(token.substring(0, end))).isEmpty();
            }
        }
    }

    @Test
    void refusesATokenThatWasChanged() {
        Random random = new Random(1);
        for (String token : List.of(hs256(GOOD), es256(GOOD))) {
            for (int i = 0; i < 2000; i++) {
                int at = random.nextInt(token.length() - 1); // of the last character some bits say nothing
                char other = (char) (random.nextInt(4) == 0 ? random.nextInt(0x300) : ' ' + random.nextInt(95));
                if (other == token.charAt(at)) {
                    continue;
                }
                String changed = token.substring(0, at) + other + token.substring(at + 1);
                assertThat(withSecret().verify(changed)).as(changed).isEmpty();
                assertThat(withKey().verify(changed)).as(changed).isEmpty();
            }
        }
    }

    @Test
    void doesNotLookAtWhatIsTooLong() {
        String padding = "x".repeat(8192);
        int tooMuch = hs256(GOOD + ",'x':'" + padding + "'").length() - 8192;
        String longest = hs256(GOOD + ",'x':'" + padding.substring(tooMuch * 3 / 4 + 2) + "'");
        assertThat(longest).hasSizeBetween(8180, 8192);
        assertThat(withSecret().verify(longest)).isPresent();
        assertThat(withSecret().verify(hs256(GOOD + ",'x':'" + padding + "'"))).isEmpty();
        assertThat(withSecret().verify("")).isEmpty();
        assertThat(withSecret().verify("a.".repeat(4096))).isEmpty();
    }

    // ---------------------------------------------------------------- set up

    @Test
    void takesNoKeyThatIsTooWeak() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtAuthenticator.hs256(new byte[31]))
                .withMessage("the secret has at least 32 bytes, not 31");
        ECPublicKey other = (ECPublicKey) keys("secp384r1").getPublic();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtAuthenticator.es256(other))
                .withMessage("the key is not of the curve P-256");
    }

    @Test
    void keepsItsOwnSecret() {
        byte[] secret = SECRET.clone();
        Authenticator authenticator =
                JwtAuthenticator.hs256(secret).audience("chat").clock(time).build();
        secret[0]++;
        assertThat(authenticator.verify(hs256(GOOD))).isPresent();
    }

    @Test
    void needsAnAudience() {
        assertThatIllegalStateException()
                .isThrownBy(() -> JwtAuthenticator.hs256(SECRET).build())
                .withMessageContaining("audience");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtAuthenticator.hs256(SECRET).audience(" "));
    }

    @Test
    void takesALittleLeewayOnly() {
        JwtAuthenticator jwt = JwtAuthenticator.hs256(SECRET);
        assertThatIllegalArgumentException().isThrownBy(() -> jwt.leeway(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> jwt.leeway(Duration.ofMinutes(11)));
    }
}
