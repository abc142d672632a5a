package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The page of those who look after the server: what goes on in numbers, the rooms with most members first, and a form that tells
 * something to all of them. {@link io.github.liveroom.chat.jakarta.ChatInitializer} registers it if that is {@linkplain
 * io.github.liveroom.chat.jakarta.ChatGatewayBuilder#admin so set}; only who has the role {@link ChatGateway#ADMIN_ROLE}, and
 * comes by TLS or from the same machine, sees it.
 */
public final class AdminServlet extends AdminPage {
    private static final long serialVersionUID = 1L;

    /** So many rooms are told at a time. */
    private static final int TURN = 100;

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
        for (int from = 0; from < rooms.size(); from += TURN) {
            List<Room> some = rooms.subList(from, Math.min(from + TURN, rooms.size()));
            if (all(some, name, text) instanceof Outcome.Refused<Answer.Done> refused) {
                refuse(refused, request, response);
                request.setAttribute("text", text);
                return; // the others would say the same
            }
        }
    }

    /** The first refusal, but for rooms that have closed meanwhile. */
    private static Outcome<Answer.Done> all(List<Room> rooms, String name, String text) {
        List<CompletionStage<Outcome<Answer.Done>>> told = new ArrayList<>();
        rooms.forEach(room -> told.add(room.post(name, text)));
        CompletableFuture<?>[] each =
                told.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        return outcomeOf(CompletableFuture.allOf(each)
                .thenApply(done -> told.stream()
                        .map(stage -> stage.toCompletableFuture().join())
                        .filter(outcome -> outcome instanceof Outcome.Refused<Answer.Done> refused
                                && AdminWords.statusOf(refused) != HttpServletResponse.SC_NOT_FOUND)
                        .findFirst()
                        .orElseGet(() -> Outcome.ok(new Answer.Done()))));
    }
}
