package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.Authenticator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom an operator lets in, in words. */
final class Authentication {
    static final String GUESTS = "guests";

    private static final String PRINCIPAL = "principal";

    /** A name with commas could not be written in a setting. */
    private static final Pattern SESSION = Pattern.compile("session:([^\\s,]+)");

    private Authentication() {}

    /**
     * Those who are let in.
     *
     * @param ways in the order in which they are asked
     * @throws IllegalArgumentException if there are none, one is not known, or one stands behind the guests, where nobody is left
     */
    static Authenticator of(List<String> ways) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException(rule());
        }
        if (ways.subList(0, ways.size() - 1).contains(GUESTS)) {
            throw new IllegalArgumentException(
                    "guests come last: everybody is one, and nobody is left for what stands behind them");
        }
        return ways.stream().map(Authentication::of).reduce(Authenticator::or).orElseThrow();
    }

    private static Authenticator of(String way) {
        Matcher session = SESSION.matcher(way);
        if (session.matches()) {
            return Authenticator.session(session.group(1));
        }
        return switch (way) {
            case GUESTS -> Authenticator.guests();
            case PRINCIPAL -> Authenticator.principal();
            default -> throw new IllegalArgumentException(rule() + ", not \"" + way + "\"");
        };
    }

    private static String rule() {
        return "authentication is guests, principal or session:NAME with the name of an attribute of the HTTP session, or"
                + " several of these separated by commas";
    }
}
