package io.github.liveroom.chat.jakarta.pages;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form that is on its way. Not {@link HttpServletRequest#getParameter}: that holds a thread of the container
 * for as long as somebody takes to send them, and a few hundred who take long hold all of them.
 *
 * <p>The container calls one method at a time.
 */
final class FormFields implements ReadListener, AsyncListener {
    private static final String ATTRIBUTE = FormFields.class.getName();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 1024;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(AT_ONCE);
    private boolean over;

    private FormFields(AsyncContext context) throws IOException {
        this.context = context;
        this.in = context.getRequest().getInputStream();
    }

    /** A field of a form that has been read; of several with the same name the first, and null if there is none. */
    static @Nullable String get(HttpServletRequest request, String name) {
        return request.getAttribute(ATTRIBUTE) instanceof Map<?, ?> fields ? (String) fields.get(name) : null;
    }

    /**
     * Reads a form whose length has been looked at. The fields are there at once where the web application does not let its
     * servlets wait; else the request comes again, with them.
     *
     * @return whether they are there
     */
    static boolean read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getAttribute(ATTRIBUTE) != null) {
            return true;
        }
        if (!request.isAsyncSupported()) {
            keep(request, request.getInputStream().readNBytes(request.getContentLength()));
            return true;
        }
        AsyncContext context = request.startAsync(request, response);
        FormFields fields = new FormFields(context);
        context.setTimeout(PATIENCE.toMillis());
        context.addListener(fields);
        fields.in.setReadListener(fields);
        return false;
    }

    private static void keep(HttpServletRequest request, byte[] body) {
        String type = request.getContentType();
        Map<String, String> fields = Map.of();
        if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            boolean isRead = body.length == 0 && request.getContentLength() > 0;
            fields = isRead ? readBefore(request) : parse(new String(body, StandardCharsets.UTF_8));
        }
        request.setAttribute(ATTRIBUTE, fields);
    }

    /** What a filter of the host's has asked for, which leaves nothing to read. */
    private static Map<String, String> readBefore(HttpServletRequest request) {
        Map<String, String> fields = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> fields.put(name, values[0]));
        return fields;
    }

    /** As the URL Standard reads them (application/x-www-form-urlencoded); what is broken is not there. */
    static Map<String, String> parse(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                try {
                    fields.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    // A percent sign that nobody encoded: no browser sends that.
                }
            }
        }
        return fields;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] part = new byte[AT_ONCE];
        while (!over && in.isReady()) {
            int length = in.read(part);
            if (length < 0) {
                return;
            }
            body.write(part, 0, length); // never more than the request said
        }
    }

    @Override
    public void onAllDataRead() {
        if (!over) {
            over = true;
            keep((HttpServletRequest) context.getRequest(), body.toByteArray());
            context.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
        response.setHeader("Connection", "close"); // the rest of it is not worth reading
        giveUp();
    }

    @Override
    public void onError(Throwable why) {
        giveUp();
    }

    @Override
    public void onError(AsyncEvent event) {
        giveUp();
    }

    private void giveUp() {
        if (!over) {
            over = true;
            context.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
