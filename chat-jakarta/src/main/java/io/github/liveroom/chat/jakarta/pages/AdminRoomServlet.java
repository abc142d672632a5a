package io.github.liveroom.chat.jakarta.pages;

import static java.util.stream.Collectors.groupingBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.BannedMember;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import io.github.liveroom.chat.jakarta.ConnectionInfo;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The page of one room for those who look after the server: who is in it, what waits to be sent to each, who is banned; forms to put
 * somebody out, to let somebody in again, to tell something to all, and to close the room. For whom: see {@link AdminServlet}.
 */
public final class AdminRoomServlet extends AdminPage {
    /** Where it is below {@link ChatGateway#adminPath}, without the asterisk of the mapping. */
    public static final String PATH = "/room/";

    private static final long serialVersionUID = 1L;

    /** What a form may ask for of one member. */
    private interface ToMember {
        CompletionStage<Outcome<Answer.Done>> of(MemberId member);
    }

    /** Called by whoever registers it. */
    public AdminRoomServlet() {}

    static String pathOf(ChatGateway gateway, Room room) {
        return gateway.adminPath() + PATH + room.code();
    }

    @Override
    void look(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Optional<Room> room = room(request);
        if (room.isPresent()) {
            show(room.get(), request, response);
        } else {
            noRoom(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Room> found = room(request);
        if (found.isEmpty()) {
            noRoom(request, response);
            return;
        }
        Room room = found.get();
        String action = sent(request, "action");
        CompletionStage<Outcome<Answer.Done>> done = isOurs(request) ? done(action, room, request) : null;
        if (done == null) {
            if (isOurs(request)) {
                refuse(AdminWords.NO_SENSE, HttpServletResponse.SC_BAD_REQUEST, request, response);
            } else {
                stale(request, response);
            }
            show(room, request, response);
        } else if (outcomeOf(done) instanceof Outcome.Refused<Answer.Done> refused) {
            refuse(refused, request, response);
            request.setAttribute("text", sent(request, "text"));
            show(room, request, response);
        } else {
            String back = action.equals("close") ? gateway().adminPath() : pathOf(gateway(), room);
            redirect(back + "?done=" + action, request, response);
        }
    }

    private Optional<Room> room(HttpServletRequest request) {
        String path = request.getPathInfo();
        return RoomCode.parse(path == null ? "" : path.substring(1))
                .flatMap(gateway().rooms()::find);
    }

    private void noRoom(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        refuse(AdminWords.NO_ROOM, HttpServletResponse.SC_NOT_FOUND, request, response);
        showList(request, response);
    }

    // ---------------------------------------------------------------- what a form asks for

    /** Null if it makes no sense. */
    private static @Nullable CompletionStage<Outcome<Answer.Done>> done(
            String action, Room room, HttpServletRequest request) {
        String reason = sent(request, "reason");
        return switch (action) {
            case "kick" -> toMember(action, room, request, member -> room.remove(member, reason));
            case "ban" -> ban(room, reason, request);
            case "unban" -> toMember(action, room, request, room::unban);
            case "close" -> {
                note(request, action, about(room));
                yield room.close(reason);
            }
            case "announce" -> {
                note(request, action, about(room));
                yield room.post(sent(request, "name"), sent(request, "text"));
            }
            default -> null;
        };
    }

    private static @Nullable CompletionStage<Outcome<Answer.Done>> ban(
            Room room, String reason, HttpServletRequest request) {
        String minutes = sent(request, "minutes");
        if (!minutes.matches("([1-9][0-9]{0,6})?")) {
            return null;
        }
        Duration length = minutes.isEmpty() ? null : Duration.ofMinutes(Long.parseLong(minutes));
        return toMember("ban", room, request, member -> room.ban(member, length, reason));
    }

    private static @Nullable CompletionStage<Outcome<Answer.Done>> toMember(
            String action, Room room, HttpServletRequest request, ToMember deed) {
        Optional<MemberId> member = MemberId.parse(sent(request, "member"));
        if (member.isEmpty()) {
            return null;
        }
        note(request, action, about(room) + " member=" + member.get());
        return deed.of(member.get());
    }

    private static String about(Room room) {
        return "room=" + idOf(room.info());
    }

    // ---------------------------------------------------------------- what is shown

    private void show(Room room, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Map<MemberId, List<ConnectionInfo>> connections = gateway().connections(room).stream()
                .sorted(Comparator.comparing(ConnectionInfo::since))
                .collect(groupingBy(ConnectionInfo::member));
        request.setAttribute("admin", gateway().adminPath());
        request.setAttribute("room", shown(room.info()));
        request.setAttribute(
                "members",
                piece(room.members(), request).stream()
                        .map(member -> shown(member, connections.getOrDefault(member.id(), List.of())))
                        .toList());
        request.setAttribute(
                "banned", room.banned().stream().map(AdminRoomServlet::shown).toList());
        show("admin-room.jsp", request, response);
    }

    private static Map<String, Object> shown(Member member, List<ConnectionInfo> connections) {
        return Map.of(
                "id", member.id().toString(),
                "name", member.name(),
                "role", member.role().name().toLowerCase(Locale.ROOT),
                "status", member.status().name().toLowerCase(Locale.ROOT),
                "connections", connections.stream().map(AdminRoomServlet::shown).toList());
    }

    private static Map<String, Object> shown(ConnectionInfo connection) {
        return Map.of(
                "kind", connection.webSocket() ? "WebSocket" : "stream",
                "since", timeOf(connection.since()),
                "waiting", bytes(connection.bytesWaiting()));
    }

    private static Map<String, Object> shown(BannedMember banned) {
        Instant until = banned.until();
        return Map.of(
                "id", banned.id().toString(),
                "name", banned.name(),
                "until", until == null ? Map.of() : timeOf(until));
    }
}
