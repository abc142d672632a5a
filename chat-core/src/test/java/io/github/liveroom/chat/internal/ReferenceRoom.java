package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import io.github.liveroom.chat.spi.RoomSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is true in a room, once more and as plain as can be: a list of people, and a log that is read again for each question.
 * {@link ReferenceRules} says what may be. Nothing is shared with what is tested but the rules for names.
 */
final class ReferenceRoom {
    static final class Person {
        final MemberId id;
        final Visitor visitor;
        final String scope;
        String name;
        String key;
        Role role;
        long roleSince;

        @Nullable
        Instant mutedUntil;

        @Nullable
        Instant spokeAt;

        Person(Fact.Join join, long offset) {
            id = join.member();
            visitor = join.visitor();
            scope = join.scope();
            name = join.name();
            key = ReferenceShapes.key(name);
            role = join.role();
            roleSince = offset;
        }

        boolean leads() {
            return role == Role.OWNER || role == Role.MODERATOR;
        }
    }

    final int reach;
    final List<Person> people = new ArrayList<>();
    final List<Fact> log = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();
    final List<Ban> bans = new ArrayList<>();
    final Set<MemberId> everyone = new LinkedHashSet<>();
    private final Set<MemberId> joined = new HashSet<>();

    @Nullable
    String title;

    @Nullable
    String passphrase;

    boolean locked;
    boolean keep;
    int maxMembers;
    Duration slowMode;
    boolean closed;
    private final String owner;

    ReferenceRoom(RoomSettings settings, int reach) {
        this.reach = reach;
        title = settings.title();
        passphrase = settings.passphrase();
        locked = settings.locked();
        keep = settings.keep();
        maxMembers = settings.maxMembers();
        slowMode = settings.slowMode();
        owner = settings.owner();
    }

    // ---------------------------------------------------------------- what is true

    RoomSettings settings() {
        return new RoomSettings(title, locked, keep, maxMembers, slowMode, passphrase, owner);
    }

    @Nullable
    Person person(@Nullable MemberId id) {
        for (Person person : people) {
            if (person.id.equals(id)) {
                return person;
            }
        }
        return null;
    }

    @Nullable
    Person named(String name) {
        String key = ReferenceShapes.key(name);
        for (Person person : people) {
            if (person.key.equals(key)) {
                return person;
            }
        }
        return null;
    }

    /** Who is this person already: connections of one identity, or of one browser under one name, are one member. */
    @Nullable
    Person present(Visitor visitor, String name) {
        for (Person person : people) {
            boolean same = visitor.identity() != null
                    ? visitor.identity().equals(person.visitor.identity())
                    : person.visitor.identity() == null
                            && visitor.session() != null
                            && visitor.session().equals(person.visitor.session())
                            && name.equals(person.name);
            if (same) {
                return person;
            }
        }
        return null;
    }

    boolean hasOwner() {
        return people.stream().anyMatch(person -> person.role == Role.OWNER);
    }

    MemberId next() {
        long highest = 0;
        for (MemberId id : everyone) {
            highest = Math.max(highest, id.number());
        }
        return new MemberId(highest + 1);
    }

    /** A message that is not deleted and not too long ago to be touched. */
    Fact.@Nullable Message message(long offset) {
        if (closed
                || offset < 1
                || offset > log.size()
                || offset <= log.size() - reach
                || !(log.get((int) offset - 1) instanceof Fact.Message message)) {
            return null;
        }
        for (Fact fact : log) {
            if (fact instanceof Fact.Delete deletion && deletion.target() == offset) {
                return null;
            }
        }
        return message;
    }

    static List<MemberId> audience(Fact.Message message) {
        List<MemberId> all = new ArrayList<>();
        if (!message.to().isEmpty()) {
            all.add(message.member());
            for (MemberId member : message.to()) {
                if (!all.contains(member)) {
                    all.add(member);
                }
            }
        }
        return all;
    }

    /** By which entry the emoji is there, or null if it is not. */
    @Nullable
    Long reaction(long target, MemberId member, String emoji) {
        Long by = null;
        for (int i = (int) target; i < log.size(); i++) {
            if (log.get(i) instanceof Fact.Reaction reaction
                    && reaction.target() == target
                    && reaction.member().equals(member)
                    && reaction.emoji().equals(emoji)) {
                by = reaction.on() ? Long.valueOf(i + 1L) : null;
            }
        }
        return by;
    }

    /** Every reaction that ever was on a message, also if it was taken away. */
    List<Fact.Reaction> reactions(long target) {
        List<Fact.Reaction> found = new ArrayList<>();
        for (int i = (int) target; i < log.size(); i++) {
            if (log.get(i) instanceof Fact.Reaction reaction && reaction.target() == target) {
                found.add(reaction);
            }
        }
        return found;
    }

    Set<String> kinds(long target) {
        Set<String> kinds = new LinkedHashSet<>();
        for (Fact.Reaction reaction : reactions(target)) {
            if (reaction(target, reaction.member(), reaction.emoji()) != null) {
                kinds.add(reaction.emoji());
            }
        }
        return kinds;
    }

    /** As whom the host application spoke under this name: somebody who never joined. */
    @Nullable
    MemberId voice(String name) {
        for (Fact fact : log) {
            if (fact instanceof Fact.Message message
                    && message.name().equals(name)
                    && !joined.contains(message.member())) {
                return message.member();
            }
        }
        return null;
    }

    boolean isBanned(Visitor visitor, Set<String> traces, Instant now) {
        for (Ban ban : bans) {
            boolean over = ban.until() != null && ban.until().compareTo(now) <= 0;
            boolean meant = false;
            if (visitor.identity() != null) {
                meant = visitor.identity().equals(ban.identity());
            } else if (ban.identity() == null) {
                for (String trace : traces) {
                    meant |= ban.traces().contains(trace);
                }
            }
            if (meant && !over) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- what becomes true

    void pardon(MemberId member) {
        bans.removeIf(ban -> ban.member().equals(member));
    }

    void apply(Fact fact, Instant at) {
        log.add(fact);
        times.add(at);
        if (fact instanceof Fact.Join join) {
            everyone.add(join.member());
            joined.add(join.member());
            people.add(new Person(join, log.size()));
        } else if (fact instanceof Fact.Leave leave) {
            people.remove(person(leave.member()));
            if (leave.ban() != null) {
                bans.add(leave.ban());
            }
        } else if (fact instanceof Fact.Rename rename) {
            Person person = person(rename.member());
            person.name = rename.name();
            person.key = ReferenceShapes.key(rename.name());
        } else if (fact instanceof Fact.RoleChange change) {
            Person person = person(change.member());
            person.role = change.role();
            person.roleSince = log.size();
            person.mutedUntil = change.until();
        } else if (fact instanceof Fact.Message message) {
            everyone.add(message.member());
            Person author = person(message.member());
            if (author != null && !slowMode.isZero()) {
                author.spokeAt = at;
            }
        } else if (fact instanceof Fact.Update update) {
            change(update.changes());
        } else if (fact instanceof Fact.Close) {
            closed = true;
            people.clear();
        }
    }

    private void change(RoomChanges changes) {
        if (changes.title() != null) {
            title = changes.title().isEmpty() ? null : changes.title();
        }
        if (changes.passphrase() != null) {
            passphrase = changes.passphrase().isEmpty() ? null : changes.passphrase();
        }
        if (changes.locked() != null) {
            locked = changes.locked();
        }
        if (changes.maxMembers() != null) {
            maxMembers = changes.maxMembers();
        }
        if (changes.slowMode() != null) {
            slowMode = changes.slowMode();
        }
        if (changes.keep() != null) {
            keep = changes.keep();
        }
    }
}
