package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.meters.PrometheusText;
import io.github.liveroom.chat.jakarta.meters.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The numbers of a gateway, for whoever has the token. */
final class Metrics {
    private static final String SCHEME = "Bearer ";

    private final Tally tally;
    private final byte[] token;
    private final LongSupplier ticker;

    Metrics(Tally tally, String token, LongSupplier ticker) {
        this.tally = tally;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.ticker = ticker;
    }

    /**
     * Takes as long for a token that is nearly right as for any other.
     *
     * @param authorization the header of that name, or null if there is none
     */
    boolean areFor(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8), token);
    }

    /** As {@link PrometheusText}. */
    String text() {
        return PrometheusText.of(tally.read(ticker.getAsLong()));
    }
}
