package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The page of a room, at a link that can be shared: whoever follows it is only asked for a name.
 *
 * <p>A wrong link shows the home page with status 404; looking up links is throttled like looking up codes.
 */
public final class RoomServlet extends PageServlet {
    /** What room pages are mapped to, without the asterisk. */
    static final String PATH = "/r/";

    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    /** Called by the container. */
    public RoomServlet() {}

    @Override
    Set<String> methods() {
        return METHODS;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String typed = typedCode(request);
        if (typed.isEmpty()) {
            redirect("/", request, response);
            return;
        }
        VisitorSession visitor = VisitorSession.of(request);
        Form form =
                Form.blank(gateway(), visitor == null ? "" : visitor.lastName()).withCode(typed);
        Room room = room(form, visitor, request);
        if (room == null) {
            show(form, "home.jsp", request, response);
            return;
        }
        RoomCode code = room.code();
        String name = visitor == null ? null : visitor.nameIn(code);
        if (!typed.equals(code.value())) {
            redirect(PATH + code, request, response);
        } else if (visitor == null || name == null) {
            showEntrance(form, room, request, response);
        } else {
            request.setAttribute("code", code.value());
            request.setAttribute("shownCode", code.display());
            request.setAttribute("name", name);
            request.setAttribute("owner", visitor.ownerSecretOf(code, name));
            request.setAttribute(
                    "endpoint", request.getContextPath() + gateway().endpointPath());
            show("room.jsp", request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Form form = Form.sent(gateway(), request).withCode(typedCode(request));
        if (!isOurs(request)) {
            refuse(form, request, response);
            return;
        }
        VisitorSession visitor = VisitorSession.of(request);
        Room room = room(form, visitor, request);
        if (room == null) {
            show(form, "home.jsp", request, response);
            return;
        }
        String name = form.checkedName();
        if (name != null && form.fits(name, room, visitor)) {
            VisitorSession entered = VisitorSession.orNew(request);
            entered.enter(request, room.code(), name, null);
            String instead = FormFields.get(request, "instead");
            if (instead != null) {
                entered.replace(request, room.code(), instead, name);
            }
            redirect(PATH + room.code(), request, response);
        } else {
            showEntrance(form, room, request, response);
        }
    }

    /** Shows the same form again without a look whether there is such a room: whoever sends no token learns nothing. */
    private void refuse(Form form, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        stale(form, request);
        Optional<RoomCode> code = RoomCode.parse(form.code());
        if (code.isPresent()) {
            request.setAttribute("shownCode", code.get().display());
            show(form.withCode(code.get().value()), "enter.jsp", request, response);
        } else {
            show(form, "home.jsp", request, response);
        }
    }

    /** The room of the link; if there is none, the form says so. */
    private @Nullable Room room(Form form, @Nullable VisitorSession visitor, HttpServletRequest request) {
        ChatGateway gateway = gateway();
        RoomCode code = RoomCode.parse(form.code()).orElse(null);
        if (visitor == null || code == null || visitor.nameIn(code) == null) {
            return form.foundRoom(gateway.addressOf(request));
        }
        // Whoever has been in the room is not guessing.
        Room room = gateway.rooms().find(code).orElse(null);
        if (room == null) {
            visitor.leave(request, code, null);
            form.withCode("").refused(Words.ROOM_GONE, HttpServletResponse.SC_NOT_FOUND);
        }
        return room;
    }

    private static String typedCode(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }
}
