package io.github.liveroom.chat.jakarta.pages;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What each form carries, so that no other site can post in a browser's name: made of a cookie, which other sites cannot read,
 * and of a key, which nobody has but this application until it ends. Nothing is kept of whoever looks at a page.
 *
 * <p>Thread-safe.
 */
final class FormTokens {
    static final String COOKIE = "liveroom-form";

    private static final String ATTRIBUTE = FormTokens.class.getName();
    private static final String HASH = "HmacSHA256";
    private static final int COOKIE_BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final String SAME_SITE = "SameSite";

    /** Applications at paths of each other share cookies; no browser sends more than these two or three. */
    private static final int MAX_COOKIES = 4;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key = new SecretKeySpec(bytes(KEY_BYTES), HASH);

    /** Those of an application. */
    static FormTokens of(ServletContext context) {
        // Pages may be asked for the first time by many at once.
        synchronized (FormTokens.class) {
            if (context.getAttribute(ATTRIBUTE) instanceof FormTokens known) {
                return known;
            }
            FormTokens tokens = new FormTokens();
            context.setAttribute(ATTRIBUTE, tokens);
            return tokens;
        }
    }

    /** The token for a form that the browser is about to be shown; with a cookie, if it has none. */
    String next(HttpServletRequest request, HttpServletResponse response) {
        List<String> cookies = cookies(request);
        if (!cookies.isEmpty()) {
            return tokenOf(cookies.get(0));
        }
        String value = newCookie();
        response.addCookie(cookie(value, request));
        return tokenOf(value);
    }

    /** Whether a form was shown to the browser that sends it. */
    boolean fits(HttpServletRequest request, @Nullable String token) {
        return token != null && cookies(request).stream().anyMatch(cookie -> isOf(cookie, token));
    }

    /** Whether the browser keeps cookies at all. */
    static boolean cameBack(HttpServletRequest request) {
        return !cookies(request).isEmpty();
    }

    String newCookie() {
        return encode(bytes(COOKIE_BYTES));
    }

    String tokenOf(String cookie) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(key);
            return encode(mac.doFinal(cookie.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HASH, e);
        }
    }

    /** Takes the same time whatever is wrong. */
    boolean isOf(String cookie, String token) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), tokenOf(cookie).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> cookies(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return cookies == null
                ? List.of()
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .filter(value -> OURS.matcher(value).matches())
                        .limit(MAX_COOKIES)
                        .toList();
    }

    /** Goes where the session's cookie goes, and no script can read it. */
    private static Cookie cookie(String value, HttpServletRequest request) {
        ServletContext context = request.getServletContext();
        SessionCookieConfig session = context.getSessionCookieConfig();
        String sameSite = session.getAttribute(SAME_SITE);
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath(context.getContextPath().isEmpty() ? "/" : context.getContextPath());
        cookie.setHttpOnly(true);
        cookie.setSecure(session.isSecure() || request.isSecure());
        cookie.setAttribute(SAME_SITE, sameSite == null ? "Lax" : sameSite);
        return cookie;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
