package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.internal.ReferenceRoom.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be in a room, once more: the wire contract's sentences one after another, in the contract's order of checks. */
final class ReferenceRules {
    static final Duration EDIT_WINDOW = Duration.ofMinutes(15);

    /** What is to be answered: a refusal, or where it was made so already, or what happens. */
    record Expected(@Nullable Refusal refusal, @Nullable Long already, List<Fact> facts, boolean anywhere) {}

    private final ReferenceRoom room;

    ReferenceRules(ReferenceRoom room) {
        this.room = room;
    }

    private static Expected refuse(Refusal refusal) {
        return new Expected(refusal, null, List.of(), false);
    }

    private static Expected already(long offset) {
        return new Expected(null, offset, List.of(), false);
    }

    private static Expected accept(Fact... facts) {
        return new Expected(null, null, List.of(facts), false);
    }

    private static Expected anywhere(Fact fact) {
        return new Expected(null, null, List.of(fact), true);
    }

    Expected answer(Request request) {
        if (room.closed) {
            return refuse(Refusal.ROOM_NOT_FOUND);
        }
        MemberId actor = actor(request);
        Person me = room.person(actor);
        if (actor != null && me == null) {
            return refuse(Refusal.NOT_JOINED);
        }
        Refusal shape = ReferenceShapes.refusal(request);
        if (shape != null) {
            return refuse(shape);
        }
        if (me != null && !mayAtAll(request, me)) {
            return refuse(me.role == Role.MUTED && mutedMust(request) ? Refusal.MUTED : Refusal.FORBIDDEN);
        }
        if (request instanceof Request.Enter enter) {
            return enter(enter);
        } else if (request instanceof Request.Promote promote) {
            Person person = room.person(promote.member());
            return person == null
                    ? already(room.log.size())
                    : promote.to() == Role.OWNER && person.role != Role.OWNER
                                    || promote.to() == Role.MODERATOR && person.role == Role.MEMBER
                            ? accept(new Fact.RoleChange(person.id, promote.to(), person.id))
                            : already(person.roleSince);
        } else if (request instanceof Request.Depart depart) {
            Person person = room.person(depart.member());
            return person == null
                    ? already(room.log.size())
                    : goes(person, new Fact.Leave(person.id, person.name, depart.reason()));
        } else if (request instanceof Request.Post post) {
            return post(post, me);
        } else if (request instanceof Request.Announce announce) {
            MemberId voice = room.voice(announce.name());
            MemberId author = voice == null ? room.next() : voice;
            Fact said = new Fact.Message(author, announce.name(), announce.text(), null);
            return voice == null ? accept(said) : anywhere(said);
        } else if (request instanceof Request.Edit edit) {
            return edit(edit, me);
        } else if (request instanceof Request.Delete deletion) {
            Fact.Message message = seen(deletion.target(), deletion.oldest(), me);
            return message == null
                    ? refuse(Refusal.TARGET_NOT_FOUND)
                    : !message.member().equals(me.id) && !me.leads()
                            ? refuse(Refusal.FORBIDDEN)
                            : accept(new Fact.Delete(me.id, deletion.target(), ReferenceRoom.audience(message)));
        } else if (request instanceof Request.React react) {
            return react(react, me);
        } else if (request instanceof Request.Rename rename) {
            return rename(rename, me);
        } else if (request instanceof Request.Update update) {
            return update(update);
        } else if (request instanceof Request.PutOut putOut) {
            return putOut(putOut, me);
        } else if (request instanceof Request.Mute mute) {
            return mute(mute, me);
        } else if (request instanceof Request.EndMute end) {
            Person person = room.person(end.member());
            return person == null || person.role != Role.MUTED
                    ? already(room.log.size())
                    : accept(new Fact.RoleChange(person.id, Role.MEMBER, null));
        } else if (request instanceof Request.ChangeRole change) {
            return changeRole(change, me);
        } else if (request instanceof Request.Close close) {
            return accept(new Fact.Close(close.reason()));
        }
        List<Fact> leaves = new ArrayList<>();
        for (Person person : room.keep ? List.<Person>of() : room.people) {
            leaves.add(new Fact.Leave(person.id, person.name, LeaveReason.SHUTDOWN));
        }
        return accept(leaves.toArray(new Fact[0]));
    }

    // ---------------------------------------------------------------- who may at all

    private static @Nullable MemberId actor(Request request) {
        if (request instanceof Request.Post post) {
            return post.member();
        } else if (request instanceof Request.Edit edit) {
            return edit.member();
        } else if (request instanceof Request.Delete deletion) {
            return deletion.member();
        } else if (request instanceof Request.React react) {
            return react.member();
        } else if (request instanceof Request.Rename rename) {
            return rename.member();
        } else if (request instanceof Request.Update update) {
            return update.by();
        } else if (request instanceof Request.PutOut putOut) {
            return putOut.by();
        } else if (request instanceof Request.Mute mute) {
            return mute.by();
        } else if (request instanceof Request.ChangeRole change) {
            return change.by();
        }
        return request instanceof Request.Close close ? close.by() : null;
    }

    private static boolean mutedMust(Request request) {
        return request instanceof Request.Post
                || request instanceof Request.Edit
                || request instanceof Request.React
                || request instanceof Request.Rename;
    }

    private static boolean mayAtAll(Request request, Person me) {
        if (mutedMust(request)) {
            return me.role != Role.MUTED;
        } else if (request instanceof Request.Update
                || request instanceof Request.PutOut
                || request instanceof Request.Mute) {
            return me.leads();
        }
        return request instanceof Request.Delete || me.role == Role.OWNER;
    }

    /** Owners everyone but owners, moderators those below them, the host application everyone. */
    private static boolean mayTouch(@Nullable Person me, Person target) {
        return me == null || (me.role == Role.OWNER ? target.role != Role.OWNER : !target.leads());
    }

    // ---------------------------------------------------------------- coming and going

    private Expected enter(Request.Enter enter) {
        Refusal name = ReferenceShapes.name(enter.name());
        if (room.isBanned(enter.visitor(), enter.traces(), enter.now())) {
            return refuse(Refusal.BANNED);
        } else if (room.passphrase != null
                && !enter.passphrase()
                && enter.as() != Role.OWNER
                && !enter.visitor().bot()) {
            return refuse(Refusal.WRONG_PASSPHRASE);
        } else if (room.locked && enter.as() != Role.OWNER && !enter.visitor().bot()) {
            return refuse(Refusal.ROOM_LOCKED);
        } else if (name != null) {
            return refuse(name);
        }
        String shown = ReferenceShapes.shown(enter.name());
        if (room.named(shown) != null) {
            return refuse(Refusal.NAME_TAKEN);
        }
        long taken =
                room.people.stream().filter(person -> !person.visitor.bot()).count();
        if (taken >= room.maxMembers
                && enter.as() != Role.OWNER
                && !enter.visitor().bot()) {
            return refuse(Refusal.ROOM_FULL);
        }
        MemberId id = room.next();
        String scope = enter.scope() == null ? "m" + id.number() : enter.scope();
        return accept(new Fact.Join(id, shown, enter.as(), enter.visitor(), scope));
    }

    /** If the last owner goes, somebody else becomes it. */
    private Expected goes(Person leaving, Fact.Leave leave) {
        List<Person> others = new ArrayList<>(room.people);
        others.remove(leaving);
        boolean owned = others.stream().anyMatch(person -> person.role == Role.OWNER);
        if (leaving.role != Role.OWNER || owned) {
            return accept(leave);
        }
        for (Role role : List.of(Role.MODERATOR, Role.MEMBER, Role.MUTED)) {
            for (Person person : others) {
                if (person.role == role && !person.visitor.bot()) {
                    return accept(leave, new Fact.RoleChange(person.id, Role.OWNER, null));
                }
            }
        }
        return accept(leave);
    }

    private Expected rename(Request.Rename rename, Person me) {
        String shown = ReferenceShapes.shown(rename.name());
        Person holder = room.named(shown);
        if (holder != null && holder != me) {
            return refuse(Refusal.NAME_TAKEN);
        }
        return shown.equals(me.name) ? already(me.roleSince) : accept(new Fact.Rename(me.id, shown, me.name));
    }

    // ---------------------------------------------------------------- what is said

    /** How long this person has to wait, or null. */
    static @Nullable Duration slow(ReferenceRoom room, Person person, Instant now) {
        if (room.slowMode.isZero() || person.spokeAt == null || person.leads()) {
            return null;
        }
        long left = person.spokeAt.toEpochMilli() + room.slowMode.toMillis() - now.toEpochMilli();
        return left > 0 ? Duration.ofMillis(left) : null;
    }

    private Expected post(Request.Post post, Person me) {
        if (post.replyTo() != null && (post.replyTo() < 1 || post.replyTo() > room.log.size())) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        }
        List<MemberId> to = new ArrayList<>();
        for (MemberId member : post.to()) {
            if (room.person(member) == null) {
                return refuse(Refusal.TARGET_NOT_FOUND);
            }
            if (!to.contains(member)) {
                to.add(member);
            }
        }
        return anywhere(new Fact.Message(me.id, me.name, post.text(), post.replyTo(), to, null));
    }

    private Fact.@Nullable Message seen(long offset, long oldest, Person me) {
        Fact.Message message = room.message(offset);
        if (message == null || offset < oldest) {
            return null;
        }
        boolean whispered = !message.to().isEmpty();
        boolean meant = message.member().equals(me.id) || message.to().contains(me.id);
        return whispered && !meant ? null : message;
    }

    private Expected edit(Request.Edit edit, Person me) {
        Fact.Message message = seen(edit.target(), edit.oldest(), me);
        if (message == null) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        }
        Instant said = room.times.get((int) edit.target() - 1);
        boolean late = Duration.between(said, edit.now()).compareTo(EDIT_WINDOW) > 0;
        return !message.member().equals(me.id) || late
                ? refuse(Refusal.FORBIDDEN)
                : accept(new Fact.Edit(me.id, edit.target(), edit.text(), ReferenceRoom.audience(message)));
    }

    private Expected react(Request.React react, Person me) {
        Fact.Message message = seen(react.target(), react.oldest(), me);
        if (message == null) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        }
        Long by = room.reaction(react.target(), me.id, react.emoji());
        if (react.on() && by != null) {
            return already(by);
        } else if (!react.on() && by == null) {
            return already(react.target());
        }
        Set<String> kinds = room.kinds(react.target());
        return react.on() && !kinds.contains(react.emoji()) && kinds.size() >= 20
                ? refuse(Refusal.FORBIDDEN)
                : accept(new Fact.Reaction(
                        me.id, react.target(), react.emoji(), react.on(), ReferenceRoom.audience(message)));
    }

    // ---------------------------------------------------------------- order

    private Expected update(Request.Update update) {
        RoomChanges wanted = update.changes();
        String title = wanted.title() == null || wanted.title().equals(room.title == null ? "" : room.title)
                ? null
                : wanted.title();
        String passphrase = wanted.passphrase() == null
                        || wanted.passphrase().equals(room.passphrase == null ? "" : room.passphrase)
                ? null
                : wanted.passphrase();
        Boolean locked = wanted.locked() == null || wanted.locked() == room.locked ? null : wanted.locked();
        Integer seats =
                wanted.maxMembers() == null || wanted.maxMembers() == room.maxMembers ? null : wanted.maxMembers();
        Duration slow = wanted.slowMode() == null || wanted.slowMode().equals(room.slowMode) ? null : wanted.slowMode();
        Boolean keep = wanted.keep() == null || wanted.keep() == room.keep ? null : wanted.keep();
        boolean nothing =
                title == null && passphrase == null && locked == null && seats == null && slow == null && keep == null;
        return nothing
                ? refuse(Refusal.BAD_REQUEST)
                : accept(new Fact.Update(new RoomChanges(title, passphrase, locked, seats, slow, keep), update.by()));
    }

    private Expected putOut(Request.PutOut putOut, @Nullable Person me) {
        Person target = room.person(putOut.member());
        if (target == null) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        } else if (!mayTouch(me, target)) {
            return refuse(Refusal.FORBIDDEN);
        }
        LeaveReason reason =
                putOut.ban() != null ? LeaveReason.BANNED : me == null ? LeaveReason.CLOSED : LeaveReason.KICKED;
        return goes(target, new Fact.Leave(target.id, target.name, reason, putOut.told(), putOut.ban()));
    }

    private Expected mute(Request.Mute mute, Person me) {
        Person target = room.person(mute.member());
        if (target == null) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        } else if (!mayTouch(me, target)) {
            return refuse(Refusal.FORBIDDEN);
        } else if (mute.muted()) {
            return accept(new Fact.RoleChange(target.id, Role.MUTED, me.id, mute.until()));
        }
        return target.role == Role.MUTED
                ? accept(new Fact.RoleChange(target.id, Role.MEMBER, me.id))
                : already(target.roleSince);
    }

    private Expected changeRole(Request.ChangeRole change, Person me) {
        Person target = room.person(change.member());
        if (target == null) {
            return refuse(Refusal.TARGET_NOT_FOUND);
        } else if (!mayTouch(me, target)) {
            return refuse(Refusal.FORBIDDEN);
        } else if (target.role == change.role()) {
            return already(target.roleSince);
        }
        Fact given = new Fact.RoleChange(target.id, change.role(), me.id);
        return change.role() == Role.OWNER
                ? accept(given, new Fact.RoleChange(me.id, Role.MODERATOR, me.id))
                : accept(given);
    }
}
