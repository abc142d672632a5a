package io.github.liveroom.chat.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.testkit.FakeTime;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which claims are good, and what they say. */
class JwtAuthenticatorTest extends WithTokens {
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
