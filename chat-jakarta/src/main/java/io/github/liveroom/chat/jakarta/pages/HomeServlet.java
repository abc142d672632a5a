package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.NewRoom;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The home page: a form with a name and a room code, to join a room or to create one.
 *
 * <p>Nothing happens in a room yet: the person is in it when the room page has connected.
 */
public final class HomeServlet extends PageServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final int CREATE_SECONDS = 10;

    /** Called by the container. */
    public HomeServlet() {}

    @Override
    Set<String> methods() {
        return METHODS;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        VisitorSession visitor = VisitorSession.of(request);
        show(Form.blank(gateway(), visitor == null ? "" : visitor.lastName()), "home.jsp", request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ChatGateway gateway = gateway();
        Form form = Form.sent(gateway, request);
        if (!isOurs(request)) {
            stale(form, request);
        } else if ("create".equals(FormFields.get(request, "action"))) {
            create(form, request, response);
        } else {
            join(form, request, response);
        }
        if (form.isRefused()) {
            show(form, "home.jsp", request, response);
        }
    }

    private void join(Form form, HttpServletRequest request, HttpServletResponse response) {
        // Both are looked at, so that people see everything that is wrong at once.
        String name = form.checkedName();
        Room room = form.foundRoom(gateway().addressOf(request));
        if (name != null && room != null && form.fits(name, room, VisitorSession.of(request))) {
            VisitorSession.orNew(request).enter(request, room.code(), name, null);
            redirect(RoomServlet.PATH + room.code(), request, response);
        }
    }

    private void create(Form form, HttpServletRequest request, HttpServletResponse response) {
        String name = form.checkedName();
        if (name == null) {
            return;
        }
        Outcome<NewRoom> outcome = created(gateway(), request);
        if (outcome instanceof Refused<NewRoom> refused) {
            form.refused(refused);
            return;
        }
        NewRoom created = outcome.orElseThrow();
        VisitorSession.orNew(request).enter(request, created.room().code(), name, created.ownerSecret());
        redirect(RoomServlet.PATH + created.room().code(), request, response);
    }

    private static Outcome<NewRoom> created(ChatGateway gateway, HttpServletRequest request) {
        try {
            return gateway.create(RoomOptions.DEFAULTS, request)
                    .toCompletableFuture()
                    .get(CREATE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Outcome.refused(Refusal.UNAVAILABLE, "the room took too long to create");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused(Refusal.UNAVAILABLE, "the server is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a room could not be created", e.getCause());
        }
    }
}
