package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.jakarta.session.Connections;
import io.github.liveroom.chat.jakarta.session.Handshake;
import io.github.liveroom.chat.jakarta.wire.CloseCode;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Whether somebody who wants to connect may, and as whom: what is cheap to find out is asked first. Thread-safe. */
final class Handshakes {
    private static final int TOO_MANY_REQUESTS = 429;

    /** How soon somebody may ask again who found everything taken. */
    private static final Duration FULL_FOR = Duration.ofSeconds(5);

    private final Origins origins;
    private final Identification identification;
    private final Connections connections;
    private final SessionKeys sessions;

    Handshakes(Origins origins, Identification identification, Connections connections, SessionKeys sessions) {
        this.origins = origins;
        this.identification = identification;
        this.connections = connections;
        this.sessions = sessions;
    }

    /** Whom the host makes of a request that is no handshake, as it does of one; see {@link ChatGateway#visitor}. */
    Outcome<Visitor> visitor(HttpServletRequest request) {
        Handshake handshake = identification.of(new Identification.OfServlet(request), origins.addressOf(request));
        if (handshake.refused() == null && !handshake.awaited()) {
            return Outcome.ok(handshake.visitor());
        }
        return handshake.awaited() || handshake.refused() == CloseCode.NOT_AUTHORISED
                ? Outcome.refused(Refusal.UNAUTHORIZED, "the host does not let this visitor in")
                : Outcome.refused(Refusal.UNAVAILABLE, "the host fails to tell who this is");
    }

    /**
     * Answers a request for one more connection that has to come again later. Before anything is looked up for it, for that
     * may be what somebody is after.
     *
     * @return false if there is nothing to wait for: then nothing is answered
     */
    boolean putsOff(HttpServletRequest request, HttpServletResponse response) {
        Duration wait = connections.places().handshake(origins.addressOf(request));
        if (wait != null) {
            Refusals.later(response, TOO_MANY_REQUESTS, wait, "This address begins too many connections.");
        } else if (connections.places().isFull()) {
            int status = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            Refusals.later(response, status, FULL_FOR, "There are as many connections as there may be.");
        } else {
            return false;
        }
        return true;
    }

    /** Who wants to connect. The host is not asked about somebody who is refused whoever it is. */
    Handshake of(HttpServletRequest request) {
        String address = origins.addressOf(request);
        CloseCode refused = connections.refusal(address);
        if (refused != null) {
            return new Handshake(address, Visitor.UNKNOWN, refused);
        }
        String session = sessions.ofAny(request.getSession(false)); // before the host is asked, which takes its time
        return identification.of(new Identification.OfServlet(request), address).in(session);
    }

    /** What is known where there is no servlet request. */
    Handshake of(Identification.OfHandshake evidence, List<String> subprotocols) {
        String origin = evidence.header("Origin").orElse(null);
        if (!origins.allowsHost(origin, evidence.header("Host").orElse(null))) {
            return new Handshake("", Visitor.UNKNOWN, CloseCode.FOREIGN_ORIGIN);
        } else if (!isOurs(subprotocols)) {
            return new Handshake("", Visitor.UNKNOWN, CloseCode.NOT_THIS_PROTOCOL);
        }
        CloseCode refused = connections.refusal("");
        if (refused != null) {
            return new Handshake("", Visitor.UNKNOWN, refused);
        }
        String session = sessions.ofAny(evidence.session());
        return identification.of(evidence, "").in(session);
    }

    /** Whether a client that sends these {@code Sec-WebSocket-Protocol} headers speaks our protocol, or does not say. */
    static boolean isOurs(List<String> subprotocols) {
        List<String> offered = subprotocols.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
        return offered.isEmpty() || offered.contains(LineWriter.PROTOCOL);
    }
}
