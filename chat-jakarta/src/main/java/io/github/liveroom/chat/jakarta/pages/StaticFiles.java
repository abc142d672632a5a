package io.github.liveroom.chat.jakarta.pages;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets browsers keep scripts and styles until the application is started anew, instead of until their date changes.
 *
 * <p>A container tells versions of a file apart by its date. In an archive built reproducibly all files have the same date
 * for ever: browsers would go on with the scripts of an older version.
 */
public final class StaticFiles extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String TAG = "\"" + UUID.randomUUID() + "\"";

    /** Called by the container. */
    public StaticFiles() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("ETag", TAG);
        String known = request.getHeader("If-None-Match");
        // A proxy that compresses turns the tag into a weak one: W/"…".
        if (known != null && known.contains(TAG)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            chain.doFilter(new Unconditional(request), new Undated(response));
        }
    }

    /** A request for the whole file. */
    private static final class Unconditional extends HttpServletRequestWrapper {
        private static final Set<String> CONDITIONS = Set.of("if-none-match", "if-modified-since");

        Unconditional(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isCondition(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isCondition(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public long getDateHeader(String name) {
            return isCondition(name) ? -1 : super.getDateHeader(name);
        }

        private static boolean isCondition(String name) {
            return CONDITIONS.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    /** A response that keeps our tag, whatever the container would say. */
    private static final class Undated extends HttpServletResponseWrapper {
        Undated(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            if (!isVersion(name)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!isVersion(name)) {
                super.addHeader(name, value);
            }
        }

        @Override
        public void setDateHeader(String name, long date) {
            if (!isVersion(name)) {
                super.setDateHeader(name, date);
            }
        }

        private static boolean isVersion(String name) {
            return name.equalsIgnoreCase("ETag") || name.equalsIgnoreCase("Last-Modified");
        }
    }
}
