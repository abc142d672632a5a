package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Outcome.Refused;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomInfo;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What the pages of those who look after the server have in common: who may see them and by which way, lists that are shown in
 * pieces, and a line in the log for whatever somebody asks for.
 *
 * <p>What JSPs get are maps: records are not known to the expression language of Jakarta EE 10.
 */
abstract class AdminPage extends PageServlet {
    static final int PAGE = 100;

    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Logger AUDIT = System.getLogger("io.github.liveroom.chat.audit");
    private static final int WAIT_SECONDS = 10;
    private static final int EPOCH_DIGITS = 8;
    private static final int MAX_USER = 64;
    private static final int MAX_PAGES = 9999;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    @Override
    final Set<String> methods() {
        return METHODS;
    }

    /** The container has asked already who it is, if it is set up to; if it is not, nobody gets in. They need be no visitors. */
    @Override
    final boolean letsIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isUserInRole(ChatGateway.ADMIN_ROLE)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return false;
        } else if (!gateway().isConfidential(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(AdminWords.NOT_CONFIDENTIAL);
            return false;
        }
        return true;
    }

    // ---------------------------------------------------------------- what is asked for

    /** Notes who asks for what, before it is done: what comes of it, the rooms' own lines say. */
    static void note(HttpServletRequest request, String action, String about) {
        Principal user = request.getUserPrincipal();
        String name = user == null ? "" : user.getName();
        int end = name.offsetByCodePoints(0, Math.min(MAX_USER, name.codePointCount(0, name.length())));
        // Nothing in it ends the line or looks like another part of it.
        String plain = name.substring(0, end).replaceAll("[\\p{C}\\p{Z}]", "?");
        AUDIT.log(Level.INFO, "admin " + action + " " + about + " user=" + plain);
    }

    /** By what a room goes in logs. */
    static String idOf(RoomInfo info) {
        String epoch = info.position().epoch();
        return epoch.substring(0, Math.min(EPOCH_DIGITS, epoch.length()));
    }

    /** What a form says, in full; empty if it does not. */
    static String sent(HttpServletRequest request, String name) {
        String value = FormFields.get(request, name);
        return value == null ? "" : value;
    }

    static <T> Outcome<T> outcomeOf(CompletionStage<Outcome<T>> stage) {
        try {
            return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Outcome.refused(Refusal.UNAVAILABLE, "it took too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.refused(Refusal.UNAVAILABLE, "the server is stopping");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a room could not be changed", e.getCause());
        }
    }

    // ---------------------------------------------------------------- what is answered

    /** The form is shown again, with what is wrong. */
    static void refuse(String words, int status, HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute("notice", words);
        response.setStatus(status);
    }

    static void refuse(Refused<?> refused, HttpServletRequest request, HttpServletResponse response) {
        refuse(AdminWords.of(refused), AdminWords.statusOf(refused), request, response);
    }

    static void stale(HttpServletRequest request, HttpServletResponse response) {
        String words = FormTokens.cameBack(request) ? Words.STALE : Words.NO_COOKIES;
        refuse(words, HttpServletResponse.SC_FORBIDDEN, request, response);
    }

    @Override
    protected final void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        request.setAttribute("done", AdminWords.done(Form.parameter(request, "done")));
        look(request, response);
    }

    /** Changes nothing. */
    abstract void look(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;

    // ---------------------------------------------------------------- what is shown

    final void showList(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        ChatGateway gateway = gateway();
        List<RoomInfo> rooms = new ArrayList<>();
        gateway.rooms().rooms().forEach(room -> rooms.add(room.info()));
        rooms.sort(Comparator.comparingInt(RoomInfo::count).reversed().thenComparing(RoomInfo::code));
        request.setAttribute(
                "figures",
                Map.of(
                        "rooms", rooms.size(),
                        "members", rooms.stream().mapToInt(RoomInfo::count).sum(),
                        "connections", gateway.connectionCount(),
                        "waiting", bytes(gateway.bytesWaiting())));
        request.setAttribute("admin", gateway.adminPath());
        request.setAttribute(
                "rooms", piece(rooms, request).stream().map(AdminPage::shown).toList());
        show("admin.jsp", request, response);
    }

    static Map<String, Object> shown(RoomInfo info) {
        return Map.of(
                "code", info.code().value(),
                "shownCode", info.code().display(),
                "id", idOf(info),
                "title", info.title() == null ? "" : info.title(),
                "count", info.count(),
                "maxMembers", info.maxMembers(),
                "locked", info.locked(),
                "passphrase", info.passphrase(),
                "slowSeconds", info.slowMode().toSeconds());
    }

    /** That piece of a list which was asked for; and where, for links to its neighbours. */
    static <T> List<T> piece(List<T> all, HttpServletRequest request) {
        String typed = Form.parameter(request, "page");
        int last = Math.max(1, (all.size() + PAGE - 1) / PAGE);
        int page = typed.matches("[1-9][0-9]{0,3}") ? Math.min(Integer.parseInt(typed), Math.min(last, MAX_PAGES)) : 1;
        request.setAttribute("page", page);
        request.setAttribute("pages", last);
        return all.subList((page - 1) * PAGE, Math.min(page * PAGE, all.size()));
    }

    static Map<String, Object> timeOf(Instant at) {
        return Map.of("iso", at.toString(), "text", TIME.format(at));
    }

    /** As people write it. */
    static String bytes(long count) {
        if (count < 1024) {
            return count + " B";
        }
        long kib = (count + 1023) / 1024;
        return kib < 10_240 ? kib + " KiB" : (kib + 1023) / 1024 + " MiB";
    }
}
