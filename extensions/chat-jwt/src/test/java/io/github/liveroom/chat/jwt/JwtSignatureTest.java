package io.github.liveroom.chat.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import io.github.liveroom.chat.Authenticator;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Only what has the signature of the application is taken, and all of it. */
class JwtSignatureTest extends WithTokens {
    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

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
}
