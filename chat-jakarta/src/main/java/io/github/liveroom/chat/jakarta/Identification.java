package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Authenticator.Evidence;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.session.Tokens;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who a client is, from what its request shows. */
final class Identification {
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat.jakarta");

    private final Authenticator authenticator;

    Identification(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * @param evidence what the client shows
     * @param address as limits count it, or an empty string
     */
    Handshake of(Evidence evidence, String address) {
        Optional<Visitor> found;
        try {
            found = authenticator.authenticate(evidence);
        } catch (RuntimeException e) {
            // What it says may be what the client has shown, such as a token.
            LOG.log(
                    Level.ERROR,
                    "The authenticator of the host failed with {0}: the connection is refused",
                    Tokens.described(e));
            return new Handshake(address, Visitor.UNKNOWN, CloseCode.SERVER_ERROR);
        }
        if (found.isEmpty()
                && authenticator.takesTokens()
                && evidence.header("Authorization").isEmpty()) {
            // Such as a browser, which cannot set headers: it may still show a token.
            return new Handshake(address, known(Visitor.UNKNOWN, evidence, address), null).awaitingToken();
        } else if (found.isEmpty()) {
            return new Handshake(address, Visitor.UNKNOWN, CloseCode.NOT_AUTHORISED);
        }
        return new Handshake(address, known(found.get(), evidence, address), null);
    }

    /** A guest has the browser's own secret to be known by. */
    private static Visitor known(Visitor visitor, Evidence evidence, String address) {
        String session = visitor.session();
        if (visitor.identity() == null && session == null) {
            session = evidence.sessionAttribute(ChatGateway.GUEST)
                    .map(Object::toString)
                    .orElse(null);
        }
        String from = address.isEmpty() ? null : address;
        return new Visitor(visitor.identity(), session, from, visitor.profile(), false, visitor.pass());
    }

    /** What a servlet's request shows. */
    record OfServlet(HttpServletRequest request) implements Evidence {
        @Override
        public Optional<String> principal() {
            return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.getHeader(name));
        }

        @Override
        public Optional<Object> sessionAttribute(String name) {
            return attribute(request.getSession(false), name);
        }
    }

    /**
     * What a handshake shows where there are no servlets.
     *
     * @param session an {@link HttpSession}, or null; containers without servlets do not know the type
     */
    record OfHandshake(
            @Nullable Principal user,
            Map<String, List<String>> headers,
            @Nullable Object session) implements Evidence {
        @Override
        public Optional<String> principal() {
            return Optional.ofNullable(user).map(Principal::getName);
        }

        @Override
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }

        @Override
        public Optional<Object> sessionAttribute(String name) {
            return session == null ? Optional.empty() : attribute((HttpSession) session, name);
        }
    }

    private static Optional<Object> attribute(@Nullable HttpSession session, String name) {
        try {
            return session == null ? Optional.empty() : Optional.ofNullable(session.getAttribute(name));
        } catch (IllegalStateException e) {
            return Optional.empty(); // it ended a moment ago
        }
    }
}
