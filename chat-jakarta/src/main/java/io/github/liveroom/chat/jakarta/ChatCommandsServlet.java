package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.jakarta.StreamCarrier.Taken;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes commands of clients that listen to a {@link ChatStreamServlet}: the body of a {@code POST} is a frame, the header
 * {@code Liveroom-Connection} has the secret of the stream's {@code hello}. Replies go by the stream; this answers 204, or why
 * the frame was not taken. No thread waits for a body.
 *
 * <p>There is no form token: a page of another site can send neither the header nor the content type without asking first
 * (Fetch Standard, section 3.2.2), is refused by its origin if it does, and does not know the secret, which no browser sends
 * by itself.
 *
 * <p>A host that wants another path registers one of its own, with support for asynchronous requests, which filters on that
 * path need too.
 */
public final class ChatCommandsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CONNECTION = "Liveroom-Connection";

    private final transient ChatGateway gateway; // containers do not serialise servlets
    private final transient CrossOrigin crossOrigin;

    /**
     * A servlet for one gateway.
     *
     * @param gateway stays the host's to close
     */
    public ChatCommandsServlet(ChatGateway gateway) {
        this.gateway = gateway;
        this.crossOrigin = new CrossOrigin(gateway, "POST", CONNECTION + ", Content-Type");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        switch (request.getMethod()) {
            case "POST" -> {
                if (crossOrigin.admits(request, response)) {
                    take(request, response);
                }
            }
            case "OPTIONS" -> crossOrigin.answerOptions(request, response);
            default -> crossOrigin.refuseMethod(response);
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        int maxFrame = gateway.connections().rules().frame();
        StreamCarrier stream = gateway.streams().find(request.getHeader(CONNECTION));
        if (stream == null) {
            Refusals.send(response, HttpServletResponse.SC_NOT_FOUND, "There is no such connection.");
        } else if (!isNdjson(request.getContentType()) || request.getHeader("Content-Encoding") != null) {
            Refusals.send(
                    response,
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "A frame is application/x-ndjson in UTF-8, as it is.");
        } else if (request.getContentLengthLong() > maxFrame) {
            PostedFrame.answer(response, stream.tooLarge());
        } else if (!request.isAsyncSupported()) {
            throw new ServletException("A filter or servlet at " + request.getServletPath()
                    + " does not support asynchronous requests; set async-supported");
        } else if (!stream.postBegins()) {
            PostedFrame.answer(response, Taken.SOON);
        } else {
            PostedFrame.read(request.startAsync(), stream, maxFrame);
        }
    }

    /** Whether lines of JSON are meant, in UTF-8. Parameters other than {@code charset} say nothing to us. */
    static boolean isNdjson(@Nullable String contentType) {
        String[] parts = contentType == null ? new String[] {""} : contentType.split(";");
        return parts[0].strip().equalsIgnoreCase("application/x-ndjson")
                && Arrays.stream(parts).skip(1).map(String::strip).allMatch(ChatCommandsServlet::isUtf8OrNoCharset);
    }

    private static boolean isUtf8OrNoCharset(String parameter) {
        String[] nameAndValue = parameter.split("=", 2);
        return !nameAndValue[0].equalsIgnoreCase("charset")
                || (nameAndValue.length == 2
                        && nameAndValue[1].replace("\"", "").equalsIgnoreCase("utf-8"));
    }
}
