package io.github.liveroom.chat.jakarta.pages;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.ChatGateway;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP session of a browser remembers: the names used in the rooms entered last. Thread-safe.
 *
 * <p>A session begins when somebody enters a room: whoever only looks at pages costs no memory. A browser may be in one room under several names, a tab each.
 */
final class VisitorSession implements Serializable {
    static final int MAX_ROOMS = 16;
    static final int MAX_NAMES = 8;

    private static final long serialVersionUID = 1L;
    private static final String ATTRIBUTE = "io.github.liveroom.visitor";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The room used last comes last. Guarded by this. */
    private final LinkedHashMap<String, Stay> stays = new LinkedHashMap<>();

    /** Guarded by this. */
    private String lastName = "";

    /** Names in one room, the newest last; if the room was created here, also by whom, and the owner's secret. */
    private static final class Stay implements Serializable {
        private static final long serialVersionUID = 1L;
        private final ArrayList<String> names = new ArrayList<>();
        private @Nullable String creator;
        private @Nullable String owner;
    }

    /** The visitor behind a request, if the request belongs to a session that has been in a room. */
    static @Nullable VisitorSession of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof VisitorSession visitor ? visitor : null;
    }

    /** The visitor behind a request; a new one starts a session. */
    static VisitorSession orNew(HttpServletRequest request) {
        // Containers may hand out a new HttpSession object with each request: the session itself is no lock.
        synchronized (VisitorSession.class) {
            VisitorSession known = of(request);
            if (known != null) {
                return known;
            }
            VisitorSession visitor = new VisitorSession();
            request.getSession(true).setAttribute(ATTRIBUTE, visitor);
            return visitor;
        }
    }

    /** Remembers a name for a room, and gives a session from before a new id, and the browser an identity. */
    void enter(HttpServletRequest request, RoomCode code, String name, @Nullable String owner) {
        synchronized (this) {
            Stay stay = stays.remove(code.value());
            if (stay == null || owner != null) {
                stay = new Stay();
                stay.creator = name;
                stay.owner = owner;
            }
            stay.names.remove(name);
            stay.names.add(name);
            if (stay.names.size() > MAX_NAMES) {
                stay.names.remove(0);
            }
            stays.put(code.value(), stay);
            if (stays.size() > MAX_ROOMS) {
                stays.remove(stays.keySet().iterator().next());
            }
            lastName = name;
        }
        HttpSession session = request.getSession(true);
        if (session.getAttribute(ChatGateway.GUEST) == null) {
            session.setAttribute(ChatGateway.GUEST, secret());
        }
        if (!session.isNew()) { // one of which the browser does not know yet is nobody else's
            request.changeSessionId();
        }
        changed(request);
    }

    /** Forgets a name in a room that gave way to another one, entered before; what was the one's is the other's. */
    void replace(HttpServletRequest request, RoomCode code, String old, String name) {
        synchronized (this) {
            Stay stay = stays.get(code.value());
            if (stay == null || old.equals(name) || !stay.names.remove(old)) {
                return;
            }
            if (old.equals(stay.creator)) {
                stay.creator = name;
            }
        }
        changed(request);
    }

    /** Forgets a name in a room, or all names there. */
    void leave(HttpServletRequest request, RoomCode code, @Nullable String name) {
        synchronized (this) {
            Stay stay = stays.get(code.value());
            if (stay == null) {
                return;
            }
            if (name != null) {
                stay.names.remove(name);
            }
            if (name == null || stay.names.isEmpty()) {
                stays.remove(code.value());
            }
        }
        changed(request);
    }

    /** The name that was used last in a room, if any. */
    synchronized @Nullable String nameIn(RoomCode code) {
        Stay stay = stays.get(code.value());
        return stay == null ? null : stay.names.get(stay.names.size() - 1);
    }

    /** Whether a name in a room is one of this browser's own. */
    synchronized boolean isCalled(String name, RoomCode code) {
        Stay stay = stays.get(code.value());
        return stay != null && stay.names.contains(name);
    }

    /** The owner's secret of a room, for the name under which it was created in this session. */
    synchronized @Nullable String ownerSecretOf(RoomCode code, String name) {
        Stay stay = stays.get(code.value());
        return stay != null && name.equals(stay.creator) ? stay.owner : null;
    }

    /** The name used last, anywhere; empty if none was. */
    synchronized String lastName() {
        return lastName;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
    }

    /** Containers that replicate or store sessions only look at attributes that were set. */
    private void changed(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(ATTRIBUTE, this);
        }
    }

    private static String secret() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
