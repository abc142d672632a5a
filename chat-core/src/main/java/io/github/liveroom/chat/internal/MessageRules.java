package io.github.liveroom.chat.internal;

import static io.github.liveroom.chat.internal.Decision.accept;
import static io.github.liveroom.chat.internal.Decision.refuse;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomPolicy;
import io.github.liveroom.chat.RoomPolicy.Action;
import io.github.liveroom.chat.internal.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what is said: messages and whispers, edits, deletions, reactions. Immutable and pure.
 *
 * @param policy who may do what
 * @param maxText the longest message, in code points
 * @param editWindow how long a message can be edited
 */
record MessageRules(RoomPolicy policy, int maxText, Duration editWindow) {
    /** How many different emojis a message may have. */
    private static final int MAX_KINDS = 20;

    Decision.@Nullable Refuse malformed(Request request) {
        if (request instanceof Request.Post post) {
            return malformedText(post.text());
        } else if (request instanceof Request.Edit edit) {
            return malformedText(edit.text());
        } else if (request instanceof Request.Announce announce) {
            return malformedText(announce.text());
        } else if (request instanceof Request.React react) {
            return Texts.message(react.emoji(), Command.React.MAX_EMOJI) == Texts.Verdict.ACCEPTED
                    ? null
                    : refuse(
                            Refusal.BAD_REQUEST,
                            "emoji: not 1 to " + Command.React.MAX_EMOJI + " code points, or nothing to be seen");
        }
        return null;
    }

    /** Also for what is searched for. */
    Decision.@Nullable Refuse malformedText(String text) {
        return switch (Texts.message(text, maxText)) {
            case ACCEPTED -> null;
            case REQUIRED -> refuse(Refusal.TEXT_REQUIRED, "text: empty, or only white space");
            case TOO_LONG -> refuse(Refusal.TEXT_TOO_LONG, "text: more than " + maxText + " code points");
            case MALFORMED -> refuse(Refusal.BAD_REQUEST, "text: U+0000 or half a surrogate pair");
        };
    }

    /** How long the member has to wait until the next message, or null. */
    static @Nullable Duration slowFor(RoomState state, Seat seat, RoomPolicy policy, Instant now) {
        Duration pause = state.settings().slowMode();
        Instant last = seat.spokeAt();
        // Who may change the room is free of it: owners and moderators.
        if (pause.isZero() || last == null || policy.allows(Action.UPDATE, seat.role(), null)) {
            return null;
        }
        Duration left = Duration.between(now, last.plus(pause));
        return left.isNegative() || left.isZero() ? null : left;
    }

    Decision post(RoomState state, Request.Post post) {
        Seat seat = state.seat(post.member());
        if (seat == null) {
            return RoomRules.notJoined();
        }
        Decision.Refuse malformed = malformed(post);
        if (malformed != null) {
            return malformed;
        }
        Decision.Refuse forbidden = RoomRules.forbidden(policy, Action.SEND, seat, null);
        if (forbidden != null) {
            return forbidden;
        }
        Long replyTo = post.replyTo();
        if (replyTo != null && (replyTo < 1 || replyTo > state.offset())) {
            return refuse(Refusal.TARGET_NOT_FOUND, "replyTo: the room has no such entry");
        }
        for (MemberId member : post.to()) {
            if (state.seat(member) == null) {
                return refuse(Refusal.TARGET_NOT_FOUND, "to: no such member in the room");
            }
        }
        List<MemberId> to = post.to().stream().distinct().toList();
        Fact said = new Fact.Message(seat.id(), seat.name(), post.text(), replyTo, to, null);
        return new Decision.Accept(List.of(said), false);
    }

    Decision announce(RoomState state, Request.Announce announce) {
        Decision.Refuse malformed = malformedText(announce.text());
        if (malformed != null) {
            return malformed;
        }
        MemberId known = state.voice(announce.name());
        MemberId voice = known == null ? state.nextMember() : known;
        Fact said = new Fact.Message(voice, announce.name(), announce.text(), null);
        return new Decision.Accept(List.of(said), known == null);
    }

    Decision edit(RoomState state, Request.Edit edit) {
        Seat seat = state.seat(edit.member());
        if (seat == null) {
            return RoomRules.notJoined();
        }
        Decision.Refuse refused = malformed(edit);
        if (refused == null) {
            refused = RoomRules.forbidden(policy, Action.EDIT, seat, null);
        }
        if (refused != null) {
            return refused;
        }
        Target target = target(state, seat, edit.target(), edit.oldest());
        if (target == null) {
            return noTarget();
        } else if (!target.author().equals(seat.id())) {
            return refuse(Refusal.FORBIDDEN, "target: the message is somebody else's");
        } else if (edit.now().isAfter(target.at().plus(editWindow))) {
            return refuse(Refusal.FORBIDDEN, "target: older than " + editWindow.toSeconds() + " seconds");
        }
        return accept(new Fact.Edit(seat.id(), target.offset(), edit.text(), target.audience()));
    }

    Decision delete(RoomState state, Request.Delete deletion) {
        Seat seat = state.seat(deletion.member());
        if (seat == null) {
            return RoomRules.notJoined();
        }
        Target target = target(state, seat, deletion.target(), deletion.oldest());
        if (target == null) {
            return noTarget();
        }
        if (!target.author().equals(seat.id())) {
            Decision.Refuse forbidden = RoomRules.forbidden(policy, Action.DELETE, seat, null);
            if (forbidden != null) {
                return forbidden;
            }
        }
        return accept(new Fact.Delete(seat.id(), target.offset(), target.audience()));
    }

    Decision react(RoomState state, Request.React react) {
        Seat seat = state.seat(react.member());
        if (seat == null) {
            return RoomRules.notJoined();
        }
        Decision.Refuse refused = malformed(react);
        if (refused == null) {
            refused = RoomRules.forbidden(policy, Action.REACT, seat, null);
        }
        if (refused != null) {
            return refused;
        }
        Target target = target(state, seat, react.target(), react.oldest());
        if (target == null) {
            return noTarget();
        }
        Long known = target.reaction(seat.id(), react.emoji());
        if (react.on() == (known != null)) {
            return new Decision.Already(known == null ? target.offset() : known);
        } else if (react.on()
                && target.reactions().get(react.emoji()) == null
                && target.reactions().size() >= MAX_KINDS) {
            return refuse(Refusal.FORBIDDEN, "emoji: the message has " + MAX_KINDS + " kinds already");
        }
        return accept(new Fact.Reaction(seat.id(), target.offset(), react.emoji(), react.on(), target.audience()));
    }

    /** Null if there is no such message for this member: never, deleted, forgotten by the log, or another's whisper. */
    private static @Nullable Target target(RoomState state, Seat seat, long offset, long oldest) {
        Target target = offset < oldest ? null : state.target(offset);
        return target != null && target.isSeenBy(seat.id()) ? target : null;
    }

    private static Decision noTarget() {
        return refuse(Refusal.TARGET_NOT_FOUND, "target: no such message, or it is deleted");
    }
}
