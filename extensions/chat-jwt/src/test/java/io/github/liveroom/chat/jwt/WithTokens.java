package io.github.liveroom.chat.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.testkit.FakeTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** Tokens of one application, and those who take them. The clock stands at {@link FakeTime#START}, {@value #NOW} in seconds. */
abstract class WithTokens {
    static final long NOW = 1_767_323_045;
    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    static final KeyPair KEYS = keys("secp256r1");

    /** All that is required, with an hour to go. */
    static final String GOOD = "'sub':'ada','aud':'chat','exp':" + (NOW + 3600);

    final FakeTime time = new FakeTime();

    static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECPublicKey publicKey() {
        return (ECPublicKey) KEYS.getPublic();
    }

    static String signed(JWSHeader header, JWSSigner signer, String claims) {
        JWSObject token = new JWSObject(header, new Payload('{' + claims.replace('\'', '"') + '}'));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    static String hs256(byte[] secret, String claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hs256(String claims) {
        return hs256(SECRET, claims);
    }

    static String es256(String claims) {
        try {
            return signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner((ECPrivateKey) KEYS.getPrivate()), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Authenticator withSecret() {
        return JwtAuthenticator.hs256(SECRET).audience("chat").clock(time).build();
    }

    Authenticator withKey() {
        return JwtAuthenticator.es256(publicKey()).audience("chat").clock(time).build();
    }
}
