package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Authenticator.Evidence;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the words of the setting let in. */
class AuthenticationTest {
    private record Shown(@Nullable String user, Map<String, Object> session) implements Evidence {
        @Override
        public Optional<String> principal() {
            return Optional.ofNullable(user);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Object> sessionAttribute(String name) {
            return Optional.ofNullable(session.get(name));
        }
    }

    private static final Map<String, Evidence> PEOPLE = Map.of(
            "nobody", new Shown(null, Map.of()),
            "ada of the container", new Shown("ada", Map.of()),
            "bob of the session", new Shown(null, Map.of("com.acme.user", "bob")),
            "both", new Shown("ada", Map.of("com.acme.user", "bob")));

    @ParameterizedTest
    @CsvSource(
            nullValues = "refused",
            value = {
                "guests,nobody,guest",
                "guests,both,guest",
                "principal,nobody,refused",
                "principal,ada of the container,ada",
                "principal,bob of the session,refused",
                "session:com.acme.user,nobody,refused",
                "session:com.acme.user,ada of the container,refused",
                "session:com.acme.user,bob of the session,bob",
                "session:com.acme.user,both,bob",
                "session:user,bob of the session,refused",
                "'principal,session:com.acme.user',both,ada",
                "'session:com.acme.user,principal',both,bob",
                "'principal,guests',nobody,guest",
                "'principal,guests',both,ada",
                "'session:user,session:com.acme.user,guests',bob of the session,bob"
            })
    void letsIn(String words, String person, @Nullable String as) {
        Optional<Visitor> visitor = Authentication.of(List.of(words.split(","))).authenticate(PEOPLE.get(person));
        assertThat(visitor.map(found -> found.identity() == null ? "guest" : found.identity()))
                .isEqualTo(Optional.ofNullable(as));
    }

    /** Else a page of another site could speak for somebody who is logged in. */
    @Test
    void goesByCookiesUnlessEverybodyIsAGuest() {
        assertThat(Authentication.of(List.of("guests")).usesCookies()).isFalse();
        for (List<String> ways :
                List.of(List.of("principal"), List.of("session:user"), List.of("principal", "guests"))) {
            assertThat(Authentication.of(ways).usesCookies())
                    .as(ways.toString())
                    .isTrue();
        }
    }

    @Test
    void countsUnlessTheHostHasAnAuthenticatorOfItsOwn() {
        assertThat(refused(ChatGateway.builder().authentication(List.of("principal"))))
                .isEqualTo(CloseCode.NOT_AUTHORISED);
        assertThat(refused(ChatGateway.open(SettingValues.parse("authentication", "session:user"))))
                .isEqualTo(CloseCode.NOT_AUTHORISED);
        assertThat(refused(ChatGateway.builder()
                        .authenticator(Authenticator.guests())
                        .authentication(List.of("principal"))))
                .isNull();
    }

    private static @Nullable CloseCode refused(ChatGatewayBuilder builder) {
        return refused(builder.build());
    }

    /** What somebody is told of whom nobody knows anything. */
    private static @Nullable CloseCode refused(ChatGateway gateway) {
        try (gateway) {
            Map<String, List<String>> headers =
                    Map.of("Origin", List.of("http://chat.example"), "Host", List.of("chat.example"));
            return gateway.handshakes()
                    .of(new Identification.OfHandshake(null, headers, null), List.of())
                    .refused();
        }
    }
}
