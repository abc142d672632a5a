package io.github.liveroom.chat.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Visitor;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever shows a signed token (JWT, RFC 7519) of the host application. What a token says:
 *
 * <table>
 * <caption>Claims</caption>
 * <tr><th>claim</th><th>means</th></tr>
 * <tr><td>{@code sub}</td><td>the host application's name for the person; required</td></tr>
 * <tr><td>{@code exp}</td><td>until when the token is good; required</td></tr>
 * <tr><td>{@code nbf}</td><td>from when</td></tr>
 * <tr><td>{@code aud}</td><td>for whom; has to name the {@linkplain #audience audience}; required</td></tr>
 * <tr><td>{@code iss}</td><td>who signed it; has to be the {@linkplain #issuer issuer}, if one is set</td></tr>
 * <tr><td>{@code rooms}</td><td>an object: codes of the rooms that may be entered, each with {@code owner}, {@code moderator},
 *     {@code member} or {@code muted}, as in {@link Pass}. Absent: any room; empty: none</td></tr>
 * <tr><td>{@code profile}</td><td>an object of at most {@value Visitor#MAX_PROFILE} bytes, as in {@link Visitor}</td></tr>
 * </table>
 *
 * <p>There is one key, and it alone says which algorithm counts, whatever a token says of itself (RFC 8725, section 3.1). A token
 * in which anything is missing or malformed is no token; which rule it broke is logged at {@code DEBUG}, never what it says. Tokens
 * of more than 8,192 characters are not looked at.
 *
 * <p>Made by one thread; what it {@linkplain #build builds} is for any number.
 */
public final class JwtAuthenticator {
    private static final int MIN_SECRET = 32;
    private static final Duration MAX_LEEWAY = Duration.ofMinutes(10);

    private final JWSAlgorithm algorithm;
    private final JWSVerifier signature;
    private @Nullable String audience;
    private @Nullable String issuer;
    private Duration leeway = Duration.ofSeconds(30);
    private InstantSource clock = InstantSource.system();

    private JwtAuthenticator(JWSAlgorithm algorithm, JWSVerifier signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    /**
     * Tokens signed with a secret that the host application shares with the chat: HMAC with SHA-256 (RFC 7518, section 3.2).
     *
     * @param secret at least 32 bytes, which nobody can guess: no words
     * @return to be completed
     * @throws IllegalArgumentException if the secret is too short
     */
    public static JwtAuthenticator hs256(byte[] secret) {
        if (secret.length < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "the secret has at least " + MIN_SECRET + " bytes, not " + secret.length);
        }
        try {
            return new JwtAuthenticator(JWSAlgorithm.HS256, new MACVerifier(secret.clone()));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("no secret for HS256", e);
        }
    }

    /**
     * Tokens signed with a private key that only their issuer has: ECDSA on the curve P-256 with SHA-256 (RFC 7518, section 3.4).
     *
     * @param key the public key to it
     * @return to be completed
     * @throws IllegalArgumentException if the key is not of that curve
     */
    public static JwtAuthenticator es256(ECPublicKey key) {
        try {
            JWSVerifier signature = new ECDSAVerifier(key);
            if (!signature.supportedJWSAlgorithms().equals(Set.of(JWSAlgorithm.ES256))) {
                throw new IllegalArgumentException("the key is not of the curve P-256");
            }
            return new JwtAuthenticator(JWSAlgorithm.ES256, signature);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key is not of the curve P-256", e);
        }
    }

    /**
     * For whom tokens have to be. Required: a token for another application of the same issuer is none for the chat.
     *
     * @param name as tokens have it in {@code aud}, perhaps among others
     * @return this
     */
    public JwtAuthenticator audience(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the audience is not blank");
        }
        audience = name;
        return this;
    }

    /**
     * Who has to have issued tokens. Default: whoever has the key.
     *
     * @param name as tokens have it in {@code iss}
     * @return this
     */
    public JwtAuthenticator issuer(String name) {
        issuer = name;
        return this;
    }

    /**
     * By how much the issuer's clock may differ: so much earlier than {@code nbf} and later than {@code exp} a token is still good,
     * and a connection stays that much longer. Default 30 seconds.
     *
     * @param duration 0 to 10 minutes
     * @return this
     */
    public JwtAuthenticator leeway(Duration duration) {
        if (duration.isNegative() || duration.compareTo(MAX_LEEWAY) > 0) {
            throw new IllegalArgumentException("leeway is 0 to " + MAX_LEEWAY.toMinutes() + " minutes");
        }
        leeway = duration;
        return this;
    }

    /**
     * The time of day. Default: the system's.
     *
     * @param source any
     * @return this
     */
    public JwtAuthenticator clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * The authenticator, for {@code ChatGatewayBuilder.authenticator}.
     *
     * @return knows nobody but who shows a good token
     * @throws IllegalStateException if no audience is set
     */
    public Authenticator build() {
        String forWhom = audience;
        if (forWhom == null) {
            throw new IllegalStateException("an audience is required: whom tokens are for");
        }
        Tokens tokens = new Tokens(algorithm, signature, forWhom, issuer, leeway, clock);
        return Authenticator.bearer(tokens::visitor);
    }
}
