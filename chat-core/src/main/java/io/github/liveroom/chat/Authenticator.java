package io.github.liveroom.chat;

import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says who stands behind a connection. Asked once for each, by the thread that brings it: may block for a look-up, may be
 * called by several threads at once.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Finds out who it is.
     *
     * @param evidence what the connection shows of itself
     * @return the visitor, or nothing: the connection is ended as not authorised
     */
    Optional<Visitor> authenticate(Evidence evidence);

    /**
     * Whether it goes by what a browser sends along by itself, such as cookies. If so, a request has to say which site it
     * comes from: else every site could speak for the visitor.
     *
     * @return true unless overridden: rather too careful
     */
    default boolean usesCookies() {
        return true;
    }

    /**
     * Whether it goes by tokens that a client may also show once it is connected: because it cannot set headers, as no browser
     * can on a WebSocket, or because the token it came with is soon over. If so, a client that shows nothing in its handshake,
     * and would not be let in so, is waited for.
     *
     * @return false unless overridden
     */
    default boolean takesTokens() {
        return false;
    }

    /**
     * Finds out whose token it is that a client shows once it is connected. Like {@link #authenticate}, may block.
     *
     * @param token as sent, which may be anything
     * @return the visitor, or nothing for a bad token
     */
    default Optional<Visitor> verify(String token) {
        return Optional.empty();
    }

    /** What a connection shows of itself. */
    interface Evidence {
        /**
         * Whom the container has authenticated.
         *
         * @return the principal's name, or nothing
         */
        Optional<String> principal();

        /**
         * A header of the HTTP request.
         *
         * @param name in any case
         * @return the first such header, or nothing
         */
        Optional<String> header(String name);

        /**
         * An attribute of the HTTP session.
         *
         * @param name the attribute
         * @return its value, or nothing if there is none, or no session
         */
        Optional<Object> sessionAttribute(String name);
    }

    /**
     * Asks somebody else if this one does not know the visitor. Whoever shows a token is whom it is good for or nobody: one that
     * goes by tokens and does not take it is followed by others that do so, and by no one else.
     *
     * @param other asked second
     * @return both
     */
    default Authenticator or(Authenticator other) {
        Authenticator first = this;
        return of(
                evidence -> {
                    Optional<Visitor> known = first.authenticate(evidence);
                    boolean refused = first.takesTokens()
                            && !other.takesTokens()
                            && token(evidence).isPresent();
                    return known.isPresent() || refused ? known : other.authenticate(evidence);
                },
                first.usesCookies() || other.usesCookies(),
                first.takesTokens() || other.takesTokens()
                        ? token -> first.verify(token).or(() -> other.verify(token))
                        : null);
    }

    /**
     * Everybody is a guest, and welcome.
     *
     * @return what is used if none is set
     */
    static Authenticator guests() {
        return of(evidence -> Optional.of(Visitor.UNKNOWN), false, null);
    }

    /**
     * Whom the container has authenticated, under the principal's name.
     *
     * @return knows nobody else, nor a principal whose name is blank
     */
    static Authenticator principal() {
        return evidence -> evidence.principal().filter(name -> !name.isBlank()).map(Visitor::known);
    }

    /**
     * Whom the host application has put into its HTTP session: a string, a number or a {@link UUID} under its text, a {@link
     * Principal} under its name. Nothing else: the text of other objects says who somebody is today, and perhaps another one
     * tomorrow.
     *
     * @param attribute the session's attribute
     * @return knows nobody else, nor a blank text; throws {@link IllegalStateException} for a value of another type
     */
    static Authenticator session(String attribute) {
        return evidence -> evidence.sessionAttribute(attribute)
                .map(value -> identityIn(attribute, value))
                .filter(name -> !name.isBlank())
                .map(Visitor::known);
    }

    private static String identityIn(String attribute, Object value) {
        if (value instanceof Principal person) {
            return person.getName();
        }
        if (value instanceof String || value instanceof Number || value instanceof UUID) {
            return value.toString();
        }
        throw new IllegalStateException("The session's attribute " + attribute + " is a "
                + value.getClass().getName() + "; it has to be a string, a number, a UUID or a principal");
    }

    /**
     * Whoever shows a token, in the header {@code Authorization: Bearer …} (RFC 6750) or, as pages do, with the command {@code
     * auth}. The visitor's {@link Pass} says for how long it is good.
     *
     * @param verifier checks signature, audience and expiry; nothing for a bad token. Never logs a token, nor puts one into an
     *     exception
     * @return knows nobody else
     */
    static Authenticator bearer(Function<String, Optional<Visitor>> verifier) {
        return of(evidence -> token(evidence).flatMap(verifier), false, verifier);
    }

    private static Optional<String> token(Evidence evidence) {
        return evidence.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .map(value -> value.substring("Bearer ".length()).strip());
    }

    private static Authenticator of(
            Function<Evidence, Optional<Visitor>> who,
            boolean usesCookies,
            @Nullable Function<String, Optional<Visitor>> verifier) {
        return new Authenticator() {
            @Override
            public Optional<Visitor> authenticate(Evidence evidence) {
                return who.apply(evidence);
            }

            @Override
            public boolean usesCookies() {
                return usesCookies;
            }

            @Override
            public boolean takesTokens() {
                return verifier != null;
            }

            @Override
            public Optional<Visitor> verify(String token) {
                return verifier == null ? Optional.empty() : verifier.apply(token);
            }
        };
    }
}
