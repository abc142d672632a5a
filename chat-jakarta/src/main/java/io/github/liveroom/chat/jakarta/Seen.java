package io.github.liveroom.chat.jakarta;

import java.time.Instant;
import java.util.Locale;

/**
 * What the server sees of a request from a page, in verdicts: no address, and no name of anything that it came through.
 *
 * @param origin whether a page of that origin may connect
 * @param scheme whether the page's is that at which the server takes itself to be seen
 * @param host the same of host and port
 * @param proxied what there is of forwarding headers
 */
record Seen(PageOrigin origin, boolean scheme, boolean host, Proxied proxied) {
    enum PageOrigin {
        ALLOWED,
        FOREIGN,
        /** Browsers send it with every {@code POST}: somebody on the way took it out. */
        MISSING
    }

    enum Proxied {
        /** None, from no proxy that is known. */
        NONE,
        /** The proxy is known, and says whose request it is. */
        TRUSTED,
        /** The proxy is known, and does not say whose request it is. */
        SILENT,
        /** Some, from nobody who is believed. */
        UNTRUSTED
    }

    /**
     * All of it as JSON.
     *
     * @param now the server's time of day
     * @param secureCookies whether sessions have a cookie that is for TLS only
     */
    String json(Instant now, boolean secureCookies) {
        return "{\"time\":" + now.toEpochMilli()
                + ",\"origin\":\"" + lower(origin)
                + "\",\"scheme\":" + scheme
                + ",\"host\":" + host
                + ",\"proxied\":\"" + lower(proxied)
                + "\",\"cookies\":\"" + (secureCookies ? "secure" : "plain") + "\"}";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
