package io.github.liveroom.chat.client;

import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.RoomInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a client knows of a room. Changed on the strand, read by any thread. */
final class RoomView {
    private final Map<MemberId, Participant> known = new LinkedHashMap<>(); // guarded by itself
    private volatile @Nullable RoomInfo info;
    private volatile @Nullable Participant me;
    private volatile @Nullable Position told;
    private volatile @Nullable String resume;

    RoomView(@Nullable String resume) {
        this.resume = resume;
    }

    @Nullable
    RoomInfo info() {
        return info;
    }

    @Nullable
    Participant me() {
        return me;
    }

    @Nullable
    Position position() {
        return told;
    }

    @Nullable
    String resume() {
        return resume;
    }

    List<Participant> members() {
        synchronized (known) {
            return List.copyOf(known.values());
        }
    }

    void resumeWith(@Nullable String secret) {
        resume = secret == null ? resume : secret;
    }

    /** The listener is being told of everything up to here. */
    void told(Position position) {
        told = position;
    }

    void replace(RoomSnapshot snapshot) {
        synchronized (known) {
            known.clear();
            snapshot.members().forEach(member -> known.put(member.id(), member));
        }
        info = snapshot.info();
        me = snapshot.me();
    }

    /** What an entry that just happened changes. */
    void fold(Fields entry) {
        switch (entry.text("type", "")) {
            case "join" -> {
                Participant joined = Participant.of(entry);
                synchronized (known) {
                    known.put(joined.id(), joined);
                }
                count(1);
            }
            case "leave" -> {
                synchronized (known) {
                    known.remove(RoomLine.member(entry, "member"));
                }
                count(-1);
            }
            case "rename" ->
                change(RoomLine.member(entry, "member"), who -> who.renamed(entry.text("name", who.name())));
            case "role" -> change(RoomLine.member(entry, "member"), who -> who.as(Participant.role(entry)));
            case "room" -> settings(entry);
            default -> {} // says nothing of who is there
        }
    }

    void seen(MemberId member, MemberStatus status, int connections) {
        change(member, who -> who.seen(status, connections));
    }

    private void change(MemberId member, UnaryOperator<Participant> how) {
        synchronized (known) {
            known.computeIfPresent(member, (id, who) -> how.apply(who));
        }
        Participant self = me;
        if (self != null && self.id().equals(member)) {
            me = how.apply(self);
        }
    }

    private void count(int more) {
        RoomInfo was = info;
        if (was != null) {
            info = new RoomInfo(
                    was.code(),
                    was.title(),
                    was.position(),
                    was.oldest(),
                    was.locked(),
                    was.passphrase(),
                    was.keep(),
                    was.maxMembers(),
                    was.slowMode(),
                    was.count() + more);
        }
    }

    private void settings(Fields entry) {
        RoomInfo was = info;
        if (was == null) {
            return;
        }
        String title = entry.text("title", was.title() == null ? "" : was.title());
        info = new RoomInfo(
                was.code(),
                title.isEmpty() ? null : title,
                was.position(),
                was.oldest(),
                flag(entry, "locked", was.locked()),
                flag(entry, "passphrase", was.passphrase()),
                flag(entry, "keep", was.keep()),
                (int) entry.number("maxMembers", was.maxMembers()),
                Duration.ofMillis(entry.number("slowModeMs", was.slowMode().toMillis())),
                was.count());
    }

    private static boolean flag(Fields entry, String name, boolean was) {
        return entry.map().containsKey(name) ? entry.flag(name) : was;
    }
}
