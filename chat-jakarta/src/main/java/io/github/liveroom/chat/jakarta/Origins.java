package io.github.liveroom.chat.jakarta;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come from: the page's origin (RFC 6454) and the client's address. What proxies say counts only if they are
 * trusted.
 */
final class Origins {
    /** Scheme, host, port. Not {@link java.net.URI}: that knows no host with an underscore, and private networks do. */
    private static final Pattern ORIGIN =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{0,5}))?");

    /** By what proxies say that there are some. */
    private static final List<String> FORWARDING =
            List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded");

    /** The application's own, or null: what requests say. */
    private final @Nullable String own;

    private final Set<String> allowed;
    private final List<Network> proxies;
    private final boolean required;

    /**
     * @param own at which browsers see the application, or null: what requests say
     * @param allowed those of other sites
     * @param proxies whose headers count
     * @param required whether a request without an origin is refused, unless a browser's own page may have sent it so
     */
    Origins(@Nullable String own, List<String> allowed, List<String> proxies, boolean required) {
        this.own = own == null ? null : checkOrigin(own);
        this.required = required;
        this.allowed = allowed.stream().map(Origins::checkOrigin).collect(Collectors.toUnmodifiableSet());
        this.proxies = proxies.stream().map(Network::parse).toList();
    }

    /**
     * An origin in the form in which browsers send it.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String checkOrigin(String text) {
        String normal = normal(text);
        if (normal == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no origin such as https://example.org");
        }
        return normal;
    }

    /**
     * The same for the application's own, which is a web site.
     *
     * @throws IllegalArgumentException if it is none
     */
    static String checkPublic(String text) {
        String normal = normal(text);
        if (normal == null || !(normal.startsWith("https://") || normal.startsWith("http://"))) {
            throw new IllegalArgumentException("\"" + text + "\" is no origin such as https://chat.example");
        }
        return normal;
    }

    /** The value of {@code frame-ancestors} in a policy (CSP Level 3, section 6.4.2). */
    static String ofFrames(List<String> sites) {
        return sites.isEmpty()
                ? "'none'"
                : sites.stream()
                        .map(site -> site.equals("self") ? "'self'" : site)
                        .collect(Collectors.joining(" "));
    }

    /** Whether browsers are known to come by TLS, whatever the last stretch of the way is. */
    boolean isSecure() {
        return own != null && own.startsWith("https://");
    }

    /** Whether a page of that origin may speak for its visitor here. No origin: it is no page. */
    boolean allows(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null ? !required || isPlainGet(request) : allows(origin, self(request));
    }

    /** Browsers say where these come from only if that is elsewhere; with a handshake and a {@code POST} they always do. */
    private static boolean isPlainGet(HttpServletRequest request) {
        boolean reads = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
        return reads && request.getHeader("Upgrade") == null;
    }

    /** What is to be seen of where a request comes from, and of how it came. */
    Seen seen(HttpServletRequest request) {
        String claimed = request.getHeader("Origin");
        String page = claimed == null ? null : normal(claimed);
        String here = normal(self(request));
        Seen.PageOrigin verdict = claimed == null
                ? Seen.PageOrigin.MISSING
                : allows(request) ? Seen.PageOrigin.ALLOWED : Seen.PageOrigin.FOREIGN;
        if (page == null || here == null) {
            return new Seen(verdict, false, false, proxied(request));
        }
        String[] theirs = page.split("://", 2);
        String[] ours = here.split("://", 2);
        return new Seen(verdict, theirs[0].equals(ours[0]), theirs[1].equals(ours[1]), proxied(request));
    }

    private Seen.Proxied proxied(HttpServletRequest request) {
        if (isTrusted(request.getRemoteAddr())) {
            return request.getHeader("X-Forwarded-For") == null ? Seen.Proxied.SILENT : Seen.Proxied.TRUSTED;
        }
        return isForwarded(request) ? Seen.Proxied.UNTRUSTED : Seen.Proxied.NONE;
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
    }

    /** The same for a container without servlets, which tells no scheme: that of the host is not compared then. */
    boolean allowsHost(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return !required;
        } else if (own != null) {
            return allows(origin, own);
        }
        return host != null && (allows(origin, "http://" + host) || allows(origin, "https://" + host));
    }

    private boolean allows(String origin, String self) {
        String normal = normal(origin);
        return normal != null && (allowed.contains(normal) || normal.equals(normal(self)));
    }

    /**
     * The origin at which the client sees this application. Without a public one, any name that somebody has pointed to
     * this server is as good as another.
     */
    private String self(HttpServletRequest request) {
        if (own != null) {
            return own;
        }
        boolean proxied = isTrusted(request.getRemoteAddr());
        String scheme = proxied ? last(request, "X-Forwarded-Proto", request.getScheme()) : request.getScheme();
        String named = request.getHeader("Host");
        // HTTP/2 has no such header, and not every container makes one of what there is instead.
        String ownHost = named == null ? request.getServerName() + ":" + request.getServerPort() : named;
        String host = proxied ? last(request, "X-Forwarded-Host", ownHost) : ownHost;
        return scheme + "://" + host;
    }

    /** Whether nobody on the way can read it: by TLS, or it does not leave this machine. */
    boolean isConfidential(HttpServletRequest request) {
        InetAddress peer = request.getRemoteAddr() == null ? null : Network.address(request.getRemoteAddr());
        if (request.isSecure()) {
            return true;
        } else if (peer == null || (!isForwarded(request) && request.getHeader("Via") == null)) {
            return peer != null && peer.isLoopbackAddress();
        }
        // From a proxy, however near that is: what counts is how the client comes to it.
        return isTrusted(peer)
                && "https".equalsIgnoreCase(last(request, "X-Forwarded-Proto", isSecure() ? "https" : null));
    }

    /** What the nearest proxy says: one that adds to a list leaves what comes before to whoever sent it. */
    private static @Nullable String last(HttpServletRequest request, String header, @Nullable String fallback) {
        List<String> lines = Collections.list(request.getHeaders(header));
        String list = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        String value = list.substring(list.lastIndexOf(',') + 1).strip();
        return value.isEmpty() ? fallback : value;
    }

    /** The address that limits count, or an empty string if there is none. */
    String addressOf(HttpServletRequest request) {
        String remote = request.getRemoteAddr();
        InetAddress address = remote == null ? null : Network.address(remote);
        if (address == null) {
            return "";
        }
        if (isTrusted(address)) {
            // The last one that no trusted proxy has put there about another: everything before may be made up.
            List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                    .flatMap(line -> List.of(line.split(",")).stream())
                    .map(String::strip)
                    .toList();
            for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
                InetAddress hop = Network.address(hops.get(i));
                if (hop == null) {
                    break;
                }
                address = hop;
            }
        }
        return Network.countedAs(address);
    }

    private boolean isTrusted(@Nullable String remote) {
        InetAddress address = remote == null ? null : Network.address(remote);
        return address != null && isTrusted(address);
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static @Nullable String normal(String origin) {
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            return null;
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        String host = matcher.group(2).toLowerCase(Locale.ROOT);
        String digits = matcher.group(3);
        int usual = scheme.equals("https") ? 443 : scheme.equals("http") ? 80 : -1;
        int port = digits == null || digits.isEmpty() ? usual : Integer.parseInt(digits);
        return scheme + "://" + host + (port == usual ? "" : ":" + port);
    }
}
