package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The page of those who look after the server: what goes on in numbers, the rooms with most members first, and a form that tells
 * something to all of them. {@link io.github.liveroom.chat.jakarta.ChatInitializer} registers it if that is {@linkplain
 * io.github.liveroom.chat.jakarta.ChatGatewayBuilder#admin so set}; only who has the role {@link ChatGateway#ADMIN_ROLE}, and
 * comes by TLS or from the same machine, sees it.
 */
public final class AdminServlet extends AdminPage {
    private static final long serialVersionUID = 1L;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Called by whoever registers it. */
    public AdminServlet() {}

    @Override
    void look(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String typed = Form.parameter(request, "code");
        if (!typed.isBlank()) {
            Optional<Room> found =
                    RoomCode.parse(Form.codeIn(typed)).flatMap(gateway().rooms()::find);
            if (found.isPresent()) {
                redirect(AdminRoomServlet.pathOf(gateway(), found.get()), request, response);
                return;
            }
            request.setAttribute("code", typed);
            refuse(AdminWords.NO_ROOM, HttpServletResponse.SC_NOT_FOUND, request, response);
        }
        showList(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!isOurs(request)) {
            stale(request, response);
        } else if (!sent(request, "action").equals("announce")) {
            refuse(AdminWords.NO_SENSE, HttpServletResponse.SC_BAD_REQUEST, request, response);
        } else {
            announce(request, response);
        }
        if (request.getAttribute("notice") != null) {
            showList(request, response);
        } else {
            redirect(gateway().adminPath() + "?done=announce-all", request, response);
        }
    }

    private void announce(HttpServletRequest request, HttpServletResponse response) {
        List<Room> rooms = List.copyOf(gateway().rooms().rooms());
        String name = sent(request, "name");
        String text = sent(request, "text");
        note(request, "announce", "rooms=" + rooms.size());
        Announcement made = Announcement.to(rooms, room -> room.post(name, text), PATIENCE);
        Refused<Answer.Done> why = made.why();
        if (why != null && made.untold() == rooms.size()) {
            refuse(why, request, response);
            request.setAttribute("text", text);
        } else if (why != null) {
            // Without the text: sent again it would come twice to all the others.
            refuse(AdminWords.untold(made.untold(), rooms.size(), why), AdminWords.statusOf(why), request, response);
        }
    }
}
