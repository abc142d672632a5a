package io.github.liveroom.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private record Shown(String user, Map<String, String> headers, Map<String, Object> session)
            implements Authenticator.Evidence {
        @Override
        public Optional<String> principal() {
            return Optional.ofNullable(user);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        @Override
        public Optional<Object> sessionAttribute(String name) {
            return Optional.ofNullable(session.get(name));
        }
    }

    private static final Shown NOTHING = new Shown(null, Map.of(), Map.of());

    private static Optional<String> identity(Authenticator authenticator, Shown shown) {
        return authenticator.authenticate(shown).map(Visitor::identity);
    }

    @Test
    void welcomesGuests() {
        assertThat(Authenticator.guests().authenticate(NOTHING)).contains(Visitor.UNKNOWN);
        assertThat(identity(Authenticator.guests(), new Shown("ada", Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void knowsWhomTheContainerKnows() {
        assertThat(identity(Authenticator.principal(), new Shown("ada", Map.of(), Map.of())))
                .contains("ada");
        assertThat(identity(Authenticator.principal(), NOTHING)).isEmpty();
        assertThat(identity(Authenticator.principal(), new Shown(" ", Map.of(), Map.of())))
                .isEmpty();
    }

    @Test
    void knowsWhomTheHostHasPutIntoItsSession() {
        Authenticator session = Authenticator.session("user");
        assertThat(identity(session, new Shown(null, Map.of(), Map.of("user", 17))))
                .contains("17");
        assertThat(identity(session, new Shown(null, Map.of(), Map.of("other", 17))))
                .isEmpty();
        assertThat(identity(session, new Shown(null, Map.of(), Map.of("user", " "))))
                .isEmpty();
    }

    @Test
    void takesFromASessionWhatSaysForGoodWhoItIs() {
        UUID id = UUID.fromString("5f0c1a52-6d0e-4a5e-9a0b-3f1f5d5c7a11");
        Principal principal = () -> "ada";
        Map<Object, String> identities = Map.of("ada", "ada", 17L, "17", id, id.toString(), principal, "ada");
        identities.forEach((value, identity) -> assertThat(
                        identity(Authenticator.session("user"), new Shown(null, Map.of(), Map.of("user", value))))
                .contains(identity));
        for (Object other : List.of(new Object(), List.of("ada"), new StringBuilder("ada"))) {
            Shown shown = new Shown(null, Map.of(), Map.of("user", other));
            assertThatIllegalStateException()
                    .isThrownBy(() -> Authenticator.session("user").authenticate(shown))
                    .withMessageContaining("user")
                    .withMessageContaining(other.getClass().getName())
                    .withMessageNotContaining("ada");
        }
    }

    @Test
    void asksTheVerifierAboutBearerTokensOnly() {
        Authenticator bearer = Authenticator.bearer(
                token -> token.equals("good") ? Optional.of(Visitor.known("ada")) : Optional.empty());
        assertThat(identity(bearer, new Shown(null, Map.of("Authorization", "Bearer good"), Map.of())))
                .contains("ada");
        assertThat(identity(bearer, new Shown(null, Map.of("Authorization", "bearer  good "), Map.of())))
                .contains("ada");
        assertThat(identity(bearer, new Shown(null, Map.of("Authorization", "Bearer bad"), Map.of())))
                .isEmpty();
        assertThat(identity(bearer, new Shown(null, Map.of("Authorization", "Basic good"), Map.of())))
                .isEmpty();
        assertThat(identity(bearer, NOTHING)).isEmpty();
    }

    @Test
    void asksTheSecondOnlyIfTheFirstKnowsNobody() {
        Authenticator both = Authenticator.principal().or(Authenticator.session("user"));
        assertThat(identity(both, new Shown("ada", Map.of(), Map.of("user", "bob"))))
                .contains("ada");
        assertThat(identity(both, new Shown(null, Map.of(), Map.of("user", "bob"))))
                .contains("bob");
        assertThat(identity(both, NOTHING)).isEmpty();
    }

    @Test
    void takesTokensLaterTooWhereItKnowsAny() {
        Authenticator bearer = Authenticator.bearer(
                token -> token.equals("good") ? Optional.of(Visitor.known("ada")) : Optional.empty());
        Authenticator other = Authenticator.bearer(
                token -> token.equals("other") ? Optional.of(Visitor.known("bob")) : Optional.empty());
        for (Authenticator none :
                List.of(Authenticator.guests(), Authenticator.principal(), evidence -> Optional.of(Visitor.UNKNOWN))) {
            assertThat(none.takesTokens()).isFalse();
            assertThat(none.verify("good")).isEmpty();
            assertThat(none.or(none).takesTokens()).isFalse();
            assertThat(none.or(none).verify("good")).isEmpty();
            assertThat(none.or(bearer).takesTokens()).isTrue();
            assertThat(bearer.or(none).takesTokens()).isTrue();
            assertThat(bearer.or(none).verify("bad"))
                    .as("whoever shows a bad token is no guest")
                    .isEmpty();
        }
        assertThat(bearer.takesTokens()).isTrue();
        assertThat(bearer.verify("good").map(Visitor::identity)).contains("ada");
        assertThat(bearer.or(other).verify("other").map(Visitor::identity)).contains("bob");
    }

    @Test
    void whoeverShowsABadTokenIsNobodyElse() {
        Authenticator bearer = Authenticator.bearer(
                token -> token.equals("good") ? Optional.of(Visitor.known("ada")) : Optional.empty());
        Authenticator other = Authenticator.bearer(
                token -> token.equals("other") ? Optional.of(Visitor.known("bob")) : Optional.empty());
        Shown bad = new Shown("carl", Map.of("Authorization", "Bearer bad"), Map.of());
        Shown password = new Shown("carl", Map.of("Authorization", "Basic Y2FybDo="), Map.of());
        for (Authenticator tokens : List.of(bearer, bearer.or(other))) {
            assertThat(tokens.or(Authenticator.guests()).authenticate(bad)).isEmpty();
            assertThat(tokens.or(Authenticator.principal()).authenticate(bad)).isEmpty();
            assertThat(tokens.or(Authenticator.guests()).authenticate(NOTHING)).contains(Visitor.UNKNOWN);
            assertThat(identity(tokens.or(Authenticator.principal()), password)).contains("carl");
        }
        Shown others = new Shown(null, Map.of("Authorization", "Bearer other"), Map.of());
        assertThat(identity(bearer.or(other), others)).contains("bob");
        assertThat(identity(bearer.or(other.or(Authenticator.guests())), others))
                .contains("bob");
        assertThat(bearer.or(other.or(Authenticator.guests())).authenticate(bad))
                .isEmpty();
    }

    @Test
    void takesSmallObjectsAsProfiles() {
        String largest = "{\"a\":\"" + "x".repeat(Visitor.MAX_PROFILE - 8) + "\"}";
        assertThat(new Visitor(null, null, null, largest, false).profile()).hasSize(Visitor.MAX_PROFILE);
        for (String bad : new String[] {"", "[]", "x", largest + " ", largest.replace("x\"", "xx\"")}) {
            assertThatIllegalArgumentException().as(bad).isThrownBy(() -> new Visitor(null, null, null, bad, false));
        }
    }

    @Test
    void tellsNobodyWhoAVisitorIs() {
        Visitor ada = new Visitor("ada", "secret", "192.0.2.1", "{\"name\":\"Ada\"}", false);
        assertThat(ada.toString()).doesNotContain("ada", "secret", "192", "Ada");
    }

    @Test
    void goByCookiesUnlessTheySayOtherwise() {
        assertThat(Authenticator.principal().usesCookies()).isTrue();
        assertThat(Authenticator.session("user").usesCookies()).isTrue();
        assertThat(Authenticator.guests().usesCookies()).isFalse();
        Authenticator bearer = Authenticator.bearer(token -> Optional.empty());
        assertThat(bearer.usesCookies()).isFalse();
        assertThat(bearer.or(Authenticator.guests()).usesCookies()).isFalse();
        assertThat(bearer.or(Authenticator.principal()).usesCookies()).isTrue();
        assertThat(Authenticator.principal().or(bearer).usesCookies()).isTrue();
    }
}
