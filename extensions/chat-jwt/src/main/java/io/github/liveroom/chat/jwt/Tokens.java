package io.github.liveroom.chat.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is asked of a token. Thread-safe. */
record Tokens(
        JWSAlgorithm algorithm,
        JWSVerifier signature,
        String audience,
        @Nullable String issuer,
        Duration leeway,
        InstantSource clock) {
    /** No token of any use is longer. */
    static final int MAX_LENGTH = 8192;

    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jwt");

    /** RFC 7515, section 7.1. The library reads past other characters. */
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final Map<String, Role> ROLES =
            Map.of("owner", Role.OWNER, "moderator", Role.MODERATOR, "member", Role.MEMBER, "muted", Role.MUTED);

    /** 31 December 9999: what is later is a mistake, and no clock gets there. */
    private static final Instant NEVER = Instant.ofEpochSecond(253_402_214_400L);

    /** Why a token is none; without anything that it says. */
    private static final class Bad extends Exception {
        private static final long serialVersionUID = 1L;

        Bad(String rule) {
            super(rule, null, false, false);
        }
    }

    /** Whose token it is; nothing if it is not a good one. */
    Optional<Visitor> visitor(String token) {
        String broken;
        try {
            return Optional.of(read(claims(token)));
        } catch (Bad e) {
            broken = String.valueOf(e.getMessage());
        } catch (JOSEException | ParseException | IllegalArgumentException e) {
            broken = "malformed"; // what they say may quote it
        }
        LOG.log(Level.DEBUG, "A token was refused: {0}", broken);
        return Optional.empty();
    }

    private JWTClaimsSet claims(String token) throws Bad, ParseException, JOSEException {
        if (token.length() > MAX_LENGTH) {
            throw new Bad("longer than " + MAX_LENGTH + " characters");
        } else if (!COMPACT.matcher(token).matches()) {
            throw new Bad("malformed");
        }
        SignedJWT jwt = SignedJWT.parse(token);
        if (!jwt.getHeader().getAlgorithm().equals(algorithm)) {
            throw new Bad("of another algorithm than the key");
        } else if (!jwt.verify(signature)) {
            throw new Bad("not signed with the key");
        }
        return jwt.getJWTClaimsSet();
    }

    private Visitor read(JWTClaimsSet claims) throws Bad {
        Instant now = clock.instant();
        String subject = claims.getSubject();
        Date begin = claims.getNotBeforeTime();
        if (claims.getExpirationTime() == null) {
            throw new Bad("no exp");
        }
        Instant end = claims.getExpirationTime().toInstant().plus(leeway);
        if (end.isAfter(NEVER)) {
            throw new Bad("exp is no time");
        } else if (!now.isBefore(end)) {
            throw new Bad("over");
        } else if (begin != null && now.plus(leeway).isBefore(begin.toInstant())) {
            throw new Bad("too early");
        } else if (!claims.getAudience().contains(audience)) {
            throw new Bad("for another audience");
        } else if (issuer != null && !issuer.equals(claims.getIssuer())) {
            throw new Bad("of another issuer");
        } else if (subject == null || subject.isBlank()) {
            throw new Bad("no sub");
        }
        return new Visitor(subject, null, null, profile(claims), false, new Pass(end, rooms(claims)));
    }

    private static @Nullable Map<RoomCode, Role> rooms(JWTClaimsSet claims) throws Bad {
        if (!claims.getClaims().containsKey("rooms")) {
            return null;
        } else if (!(claims.getClaim("rooms") instanceof Map<?, ?> given)) {
            throw new Bad("rooms is no object");
        } else {
            Map<RoomCode, Role> rooms = new HashMap<>();
            for (Map.Entry<?, ?> each : given.entrySet()) {
                RoomCode code = RoomCode.parse(String.valueOf(each.getKey())).orElse(null);
                Role role = each.getValue() instanceof String name ? ROLES.get(name) : null;
                if (code == null || role == null || rooms.put(code, role) != null) {
                    throw new Bad("rooms has what is no code, or no role, or one code twice");
                }
            }
            return rooms;
        }
    }

    private static @Nullable String profile(JWTClaimsSet claims) throws Bad {
        if (!claims.getClaims().containsKey("profile")) {
            return null;
        } else if (!(claims.getClaim("profile") instanceof Map<?, ?> given)) {
            throw new Bad("profile is no object");
        } else {
            Map<String, Object> fields = new LinkedHashMap<>();
            given.forEach((name, value) -> fields.put(String.valueOf(name), value));
            return JSONObjectUtils.toJSONString(fields);
        }
    }
}
