package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** One form as a person filled it in: what was typed, and what is wrong with it in words. */
final class Form {
    /** Nobody types more than this; what is longer is not sent back in full. */
    private static final int ECHO = 256;

    private static final int TOO_MANY_REQUESTS = 429;

    private final ChatGateway gateway;
    private String name;
    private String code;
    private @Nullable String nameError;
    private @Nullable String codeError;
    private @Nullable String notice;
    private int status = HttpServletResponse.SC_OK;
    private long retryAfter;

    private Form(ChatGateway gateway, String name, String code) {
        this.gateway = gateway;
        this.name = name;
        this.code = code;
    }

    /** The form as it was sent. */
    static Form sent(ChatGateway gateway, HttpServletRequest request) {
        return new Form(gateway, parameter(request, "name"), parameter(request, "code"));
    }

    /** A form not yet filled in. */
    static Form blank(ChatGateway gateway, String name) {
        return new Form(gateway, name, "");
    }

    Form withCode(String typed) {
        code = typed;
        return this;
    }

    String code() {
        return code;
    }

    boolean isRefused() {
        return status != HttpServletResponse.SC_OK;
    }

    /** The name as it will be shown; if it is none, the error is noted. */
    @Nullable
    String checkedName() {
        Outcome<String> checked = gateway.rooms().checkName(name);
        if (checked instanceof Refused<String> refused) {
            int limit = gateway.rooms().limits().nameLength();
            boolean tooLong = refused.refusal() == Refusal.NAME_INVALID
                    && name.strip().codePointCount(0, name.strip().length()) > limit;
            nameError = tooLong ? Words.nameTooLong(limit) : Words.of(refused);
            answer(refused);
            return null;
        }
        return checked.orElseThrow();
    }

    /** The room with the code typed; if there is none, the error is noted. A link to the room will do as well. */
    @Nullable
    Room foundRoom(String address) {
        String typed = codeIn(code);
        if (typed.isBlank()) {
            codeError = Words.CODE_REQUIRED;
            answer(HttpServletResponse.SC_BAD_REQUEST);
            return null;
        }
        Outcome<Room> found = gateway.find(typed, address);
        if (found instanceof Refused<Room> refused) {
            codeError = Words.of(refused);
            answer(refused);
            return null;
        }
        return found.orElseThrow();
    }

    /**
     * Whether the room would take somebody of that name now. Only the join decides; asking before it lets the person
     * correct the form at once. Who is in a room that does not let everybody in is told to nobody outside.
     */
    boolean fits(String checkedName, Room room, @Nullable VisitorSession visitor) {
        RoomInfo info = room.info();
        if (info.passphrase() || info.locked()) {
            return !isRefused();
        }
        boolean taken = room.memberNamed(checkedName)
                .filter(member -> visitor == null || !visitor.isCalled(member.name(), room.code()))
                .isPresent();
        if (taken) {
            nameRefused(new Refused<>(Refusal.NAME_TAKEN, "", null));
        } else if (info.count() >= info.maxMembers()
                && room.memberNamed(checkedName).isEmpty()) {
            refused(new Refused<>(Refusal.ROOM_FULL, "", null));
        }
        return !isRefused();
    }

    /** Notes what is wrong with the whole. */
    void refused(Refused<?> refused) {
        notice = Words.of(refused);
        answer(refused);
    }

    /** Notes what is wrong with the whole. */
    void refused(String words, int httpStatus) {
        notice = words;
        answer(httpStatus);
    }

    /** Puts everything where the JSP looks for it. */
    void showOn(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute("name", name);
        request.setAttribute("code", code);
        request.setAttribute("nameError", nameError);
        request.setAttribute("codeError", codeError);
        request.setAttribute("notice", notice);
        response.setStatus(status);
        if (retryAfter > 0) {
            response.setHeader("Retry-After", Long.toString(retryAfter));
        }
    }

    private void nameRefused(Refused<?> refused) {
        nameError = Words.of(refused);
        answer(refused);
    }

    private void answer(Refused<?> refused) {
        if (refused.retryAfter() != null) {
            retryAfter = Words.seconds(refused.retryAfter());
        }
        answer(
                switch (refused.refusal()) {
                    case ROOM_NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
                    case NAME_TAKEN, ROOM_FULL, ROOM_LOCKED -> HttpServletResponse.SC_CONFLICT;
                    case FORBIDDEN -> HttpServletResponse.SC_FORBIDDEN;
                    case RATE_LIMITED -> TOO_MANY_REQUESTS;
                    case UNAVAILABLE, INTERNAL -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                    default -> HttpServletResponse.SC_BAD_REQUEST;
                });
    }

    /** The first thing that was wrong decides. */
    private void answer(int httpStatus) {
        if (!isRefused()) {
            status = httpStatus;
        }
    }

    /** The code in what was typed: a pasted link is as good as the code at its end. */
    static String codeIn(String typed) {
        int start = typed.lastIndexOf(RoomServlet.PATH);
        if (start < 0) {
            return typed;
        }
        String tail = typed.substring(start + RoomServlet.PATH.length());
        for (int i = 0; i < tail.length(); i++) {
            if ("/?#;".indexOf(tail.charAt(i)) >= 0) {
                return tail.substring(0, i);
            }
        }
        return tail;
    }

    /** What was typed; empty if nothing was. */
    static String parameter(HttpServletRequest request, String parameter) {
        String value = "POST".equals(request.getMethod())
                ? FormFields.get(request, parameter)
                : request.getParameter(parameter);
        if (value == null) {
            return "";
        }
        return value.codePointCount(0, value.length()) <= ECHO
                ? value
                : value.substring(0, value.offsetByCodePoints(0, ECHO));
    }
}
