package io.github.liveroom.chat.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Makes secrets and checks them. What is stored is a hash; what is compared takes the same time, right or wrong. */
final class Secrets {
    private static final int SECRET_BYTES = 16;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    /** What OWASP's password storage cheat sheet asks of PBKDF2 with HMAC-SHA-512. */
    private static final int ITERATIONS = 210_000;

    private Secrets() {}

    /** 128 bits that nobody can guess. */
    static String next(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    /** Fast, for secrets that nobody can guess, and no longer than they are: a member may have several in memory. */
    static String hash(String secret) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return encode(Arrays.copyOf(whole, SECRET_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static boolean matches(String secret, String hash) {
        return equal(hash(secret), hash);
    }

    /** Slow and salted, for what people think up. Takes about a tenth of a second of one core. */
    static String hashPassphrase(String passphrase, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encode(salt) + '$' + slow(passphrase, salt);
    }

    static boolean matchesPassphrase(String passphrase, String hash) {
        int end = hash.indexOf('$');
        byte[] salt = Base64.getUrlDecoder().decode(hash.substring(0, end));
        return equal(slow(passphrase, salt), hash.substring(end + 1));
    }

    private static String slow(String passphrase, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, ITERATIONS, HASH_BITS);
        try {
            return encode(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-512", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
