package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MessageFilter;
import io.github.liveroom.chat.MessageFilter.Verdict;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.spi.Scheduler.Scheduled;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests of commands: adds what rules need to know and cannot find out, and does what takes its time, the hash of a
 * passphrase and the host application's filter, on the service's executor.
 */
final class Requests {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = System.getLogger("io.github.liveroom.chat");

    private final ActiveRoom room;
    private final ServiceConfig config;

    Requests(ActiveRoom room, ServiceConfig config) {
        this.room = room;
        this.config = config;
    }

    /** What a command asks the rules for, or null if it appends nothing. */
    @Nullable
    Request of(Command command, Stays.Stay stay, Seat seat) {
        MemberId me = stay.member;
        if (command instanceof Command.Send send) {
            return new Request.Post(me, send.text(), send.replyTo(), send.to());
        } else if (command instanceof Command.Edit edit) {
            return new Request.Edit(me, edit.target(), edit.text(), oldest(), room.now());
        } else if (command instanceof Command.Delete deletion) {
            return new Request.Delete(me, deletion.target(), oldest());
        } else if (command instanceof Command.React react) {
            return new Request.React(me, react.target(), react.emoji(), react.on(), oldest());
        } else if (command instanceof Command.Rename rename) {
            return new Request.Rename(me, rename.name());
        } else if (command instanceof Command.Update update) {
            return new Request.Update(me, update.changes());
        } else if (command instanceof Command.Kick kick) {
            return new Request.PutOut(me, kick.member(), kick.reason(), null);
        } else if (command instanceof Command.Ban ban) {
            return ban(me, ban.member(), ban.length(), ban.reason());
        } else if (command instanceof Command.Mute mute) {
            Duration length = mute.length();
            boolean muted = length == null || !length.isZero();
            return new Request.Mute(me, mute.member(), muted, muted ? until(length) : null, mute.reason());
        } else if (command instanceof Command.Role role) {
            return new Request.ChangeRole(me, role.member(), role.role());
        } else if (command instanceof Command.Close close) {
            return new Request.Close(me, close.reason());
        }
        return null;
    }

    private long oldest() {
        return room.journal().oldest();
    }

    private @Nullable Instant until(@Nullable Duration length) {
        return length == null ? null : room.now().plus(length);
    }

    /**
     * To put somebody out who is to stay out.
     *
     * @param by who, or null for the host application
     * @param length for how long, or null
     */
    Request ban(@Nullable MemberId by, MemberId member, @Nullable Duration length, String reason) {
        return new Request.PutOut(by, member, reason, banOf(member, length));
    }

    private Ban banOf(MemberId member, @Nullable Duration length) {
        Seat seat = room.state().seat(member);
        Stays.Stay stay = room.stays().of(member);
        Set<String> traces = new HashSet<>(4);
        if (stay != null) {
            for (RoomLine line : stay.lines()) {
                addTo(traces, line.traces());
            }
            room.tickets().hashesOf(stay).forEach(traces::add);
        }
        String identity = null;
        if (seat != null) {
            identity = seat.visitor().identity();
            addTo(traces, new Traces(seat.visitor(), null));
        }
        return new Ban(member, until(length), identity, traces);
    }

    private void addTo(Set<String> traces, Traces shown) {
        Traces.add(traces, shown.visitor().session());
        if (config.banAddresses()) {
            Traces.add(traces, shown.visitor().address());
        }
    }

    /** Whether there is something to do that takes its time. */
    boolean isToBePrepared(Request request) {
        return isToBeHashed(request) || (config.filter() != null && textOf(request) != null);
    }

    private static boolean isToBeHashed(Request request) {
        return request instanceof Request.Update update
                && update.changes().passphrase() != null
                && !update.changes().passphrase().isEmpty();
    }

    /** Does it. The outcome is given in the room's drain. */
    void prepare(RoomState state, Request request, Consumer<Outcome<Request>> prepared) {
        MessageFilter filter = config.filter();
        String text = textOf(request);
        Seat seat = text == null ? null : state.seat(authorOf(request));
        if (filter == null || text == null || seat == null) {
            hash((Request.Update) request, inDrain(prepared));
            return;
        }
        Member author = room.stays().member(seat);
        Consumer<Outcome<Request>> once = inDrain(prepared);
        Scheduled limit = config.scheduler()
                .schedule(
                        () -> once.accept(
                                Outcome.refused(Refusal.UNAVAILABLE, "the host's filter takes too long", RETRY_AFTER)),
                        config.filterLimit());
        later(() -> filtered(filter.judge(room, author, text), request), outcome -> {
            limit.cancel();
            once.accept(outcome);
        });
    }

    /** Only the first outcome counts. */
    private Consumer<Outcome<Request>> inDrain(Consumer<Outcome<Request>> prepared) {
        AtomicBoolean over = new AtomicBoolean();
        return outcome -> {
            if (over.compareAndSet(false, true)) {
                room.inDrain(() -> prepared.accept(outcome));
            }
        };
    }

    private void later(Supplier<Outcome<Request>> work, Consumer<Outcome<Request>> prepared) {
        Runnable run = () -> {
            Outcome<Request> outcome;
            try {
                outcome = work.get();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "A command could not be prepared, by the host's filter perhaps: it is refused", e);
                outcome = Outcome.refused(Refusal.INTERNAL, "the host's filter failed, or the server");
            }
            prepared.accept(outcome);
        };
        try {
            config.executor().execute(run);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.WARNING, "The service's executor takes nothing more: a command is refused", e);
            prepared.accept(Outcome.refused(Refusal.UNAVAILABLE, "the server is ending", RETRY_AFTER));
        }
    }

    /** Gives it back with the hash of the passphrase in its place, if there is one. */
    void hash(Request.Update update, Consumer<Outcome<Request>> hashed) {
        if (!isToBeHashed(update)) {
            hashed.accept(Outcome.ok(update));
            return;
        }
        RoomChanges changes = update.changes();
        String passphrase = String.valueOf(changes.passphrase());
        config.hashing()
                .run(
                        () -> new Request.Update(
                                update.by(),
                                changes.withPassphrase(Secrets.hashPassphrase(passphrase, config.random()))),
                        hashed);
    }

    private Outcome<Request> filtered(Verdict verdict, Request request) {
        if (verdict instanceof Verdict.Refuse refuse) {
            return Outcome.refused(Refusal.FORBIDDEN, refuse.detail());
        } else if (verdict instanceof Verdict.Rewrite rewrite) {
            return Outcome.ok(withText(request, rewrite.text()));
        } else if (verdict instanceof Verdict.Allow) {
            return Outcome.ok(request);
        }
        throw new IllegalStateException("the filter gave no verdict");
    }

    private static @Nullable String textOf(Request request) {
        if (request instanceof Request.Post post) {
            return post.text();
        }
        return request instanceof Request.Edit edit ? edit.text() : null;
    }

    private static MemberId authorOf(Request request) {
        return request instanceof Request.Post post ? post.member() : ((Request.Edit) request).member();
    }

    private static Request withText(Request request, String text) {
        if (request instanceof Request.Post post) {
            return new Request.Post(post.member(), text, post.replyTo(), post.to());
        }
        Request.Edit edit = (Request.Edit) request;
        return new Request.Edit(edit.member(), edit.target(), text, edit.oldest(), edit.now());
    }
}
