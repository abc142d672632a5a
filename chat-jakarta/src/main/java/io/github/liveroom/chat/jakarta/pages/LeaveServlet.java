package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.RoomCode;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Takes the form behind the button that leaves a room: the session forgets the name there, and the browser goes home.
 *
 * <p>The stay itself ends on the room page's connection; a member without one is out when the reconnect grace is over.
 */
public final class LeaveServlet extends PageServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("POST");

    /** Called by the container. */
    public LeaveServlet() {}

    @Override
    Set<String> methods() {
        return METHODS;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Form form = Form.sent(gateway(), request);
        if (!isOurs(request)) {
            stale(form, request);
            show(form, "home.jsp", request, response);
            return;
        }
        VisitorSession visitor = VisitorSession.of(request);
        if (visitor != null) { // else the session has ended, and all is forgotten
            RoomCode.parse(form.code())
                    .ifPresent(code -> visitor.leave(request, code, FormFields.get(request, "name")));
        }
        redirect("/", request, response);
    }
}
