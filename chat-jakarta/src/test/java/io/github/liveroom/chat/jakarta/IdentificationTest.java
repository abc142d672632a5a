package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Authenticator.Evidence;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.session.Tokens;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class IdentificationTest {
    private static final String ADDRESS = "192.0.2.7";

    /** A guest's browser, with a session. */
    private static final Evidence BROWSER = new Evidence() {
        @Override
        public Optional<String> principal() {
            return Optional.empty();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Object> sessionAttribute(String name) {
            return name.equals(ChatGateway.GUEST) ? Optional.of("secret") : Optional.empty();
        }
    };

    private static Handshake identify(Authenticator authenticator) {
        return new Identification(authenticator).of(BROWSER, ADDRESS);
    }

    @Test
    void knowsAGuestByBrowserAndAddress() {
        assertThat(identify(Authenticator.guests()))
                .isEqualTo(new Handshake(ADDRESS, new Visitor(null, "secret", ADDRESS, null, false), null));
        assertThat(new Identification(Authenticator.guests())
                        .of(BROWSER, "")
                        .visitor()
                        .address())
                .as("an address that is not known is none")
                .isNull();
    }

    @Test
    void knowsAPersonByTheHostsNameAlone() {
        Visitor ada = new Visitor("ada", null, null, "{}", false);
        assertThat(identify(shown -> Optional.of(ada)))
                .isEqualTo(new Handshake(ADDRESS, new Visitor("ada", null, ADDRESS, "{}", false), null));
    }

    @Test
    void refusesWhomTheHostDoesNotKnow() {
        assertThat(identify(Authenticator.principal()).refused()).isEqualTo(CloseCode.NOT_AUTHORISED);
    }

    @Test
    void waitsForTheTokenOfWhoShowsNothing() {
        Authenticator bearer = Authenticator.bearer(token -> Optional.empty());
        Visitor browser = new Visitor(null, "secret", ADDRESS, null, false);
        assertThat(identify(bearer)).isEqualTo(new Handshake(ADDRESS, browser, null).awaitingToken());
        assertThat(identify(Authenticator.principal().or(bearer)).awaited()).isTrue();
        assertThat(identify(bearer.or(Authenticator.guests())).awaited()).isFalse();
    }

    @Test
    void refusesWhoShowsABadToken() {
        Evidence shown = new Identification.OfHandshake(null, Map.of("authorization", List.of("Bearer bad")), null);
        Handshake handshake = new Identification(Authenticator.bearer(token -> Optional.empty())).of(shown, ADDRESS);
        assertThat(handshake.refused()).isEqualTo(CloseCode.NOT_AUTHORISED);
    }

    @Test
    void keepsThePassOfATokenInTheHeader() {
        Pass pass = new Pass(Instant.EPOCH, Map.of());
        Evidence shown = new Identification.OfHandshake(null, Map.of("authorization", List.of("Bearer good")), null);
        Authenticator bearer =
                Authenticator.bearer(token -> Optional.of(Visitor.known("ada").with(pass)));
        assertThat(new Identification(bearer).of(shown, ADDRESS).visitor().pass())
                .isEqualTo(pass);
    }

    @Test
    void refusesForNowWhenTheHostFails() {
        Handshake handshake = identify(shown -> {
            throw new IllegalStateException("the directory is down");
        });
        assertThat(handshake.refused()).isEqualTo(CloseCode.SERVER_ERROR);
    }

    /** What a verifier of tokens throws may hold the token. */
    @Test
    void saysOfAHostThatFailsNothingThatAClientHasShown() {
        try (CapturedLog log = new CapturedLog(Level.ALL)) {
            identify(shown -> {
                throw new IllegalStateException("eyJhbGciOi is no token");
            });
            assertThat(log.records).singleElement().satisfies(logged -> {
                assertThat(logged.getLevel()).isEqualTo(Level.SEVERE);
                assertThat(logged.getThrown()).isNull();
                assertThat(MessageFormat.format(logged.getMessage(), logged.getParameters()))
                        .contains("java.lang.IllegalStateException")
                        .doesNotContain("eyJ");
            });
        }
    }

    @Test
    void saysNothingOfWhatTheHostThrows() {
        RuntimeException thrown = new IllegalStateException("bad token s3cret");
        assertThat(Tokens.described(thrown))
                .startsWith("java.lang.IllegalStateException at " + IdentificationTest.class.getName())
                .doesNotContain("s3cret");
        thrown.setStackTrace(new StackTraceElement[0]);
        assertThat(Tokens.described(thrown)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void readsHandshakesWithoutServlets() {
        Evidence shown = new Identification.OfHandshake(() -> "ada", Map.of("X-Token", List.of("one", "two")), null);
        assertThat(shown.principal()).contains("ada");
        assertThat(shown.header("x-token")).contains("one");
        assertThat(shown.header("x-other")).isEmpty();
        assertThat(shown.sessionAttribute("any")).isEmpty();
        assertThat(new Identification.OfHandshake(null, Map.of(), null).principal())
                .isEmpty();
    }
}
