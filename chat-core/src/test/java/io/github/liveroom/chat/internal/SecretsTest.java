package io.github.liveroom.chat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.testkit.ScriptedRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private final ScriptedRandom random = new ScriptedRandom(1);

    @Test
    void makesSecretsOfA128Bits() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            secrets.add(Secrets.next(random));
        }
        assertThat(secrets).hasSize(1000).allMatch(secret -> secret.matches("[A-Za-z0-9_-]{22}"));
    }

    @Test
    void knowsASecretByItsHash() {
        String secret = Secrets.next(random);
        String hash = Secrets.hash(secret);

        assertThat(hash).hasSize(22).doesNotContain(secret).isEqualTo(Secrets.hash(secret));
        assertThat(Secrets.matches(secret, hash)).isTrue();
        assertThat(Secrets.matches(secret + " ", hash)).isFalse();
        assertThat(Secrets.matches("", hash)).isFalse();
        assertThat(Secrets.matches(hash, hash)).isFalse();
    }

    @Test
    void knowsAPassphraseByItsSaltedHash() {
        String hash = Secrets.hashPassphrase("open sesame", random);

        assertThat(hash).doesNotContain("sesame").isNotEqualTo(Secrets.hashPassphrase("open sesame", random));
        assertThat(Secrets.matchesPassphrase("open sesame", hash)).isTrue();
        assertThat(Secrets.matchesPassphrase("Open sesame", hash)).isFalse();
        assertThat(Secrets.matchesPassphrase("", hash)).isFalse();
    }
}
