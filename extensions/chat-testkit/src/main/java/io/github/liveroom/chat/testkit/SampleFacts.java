package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Ban;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Facts of every kind, with and without what may be absent, and with text that is easily damaged. */
final class SampleFacts {
    private static final String TRICKY = "\"\\ \t\r\n\u2028 <b> ' ; -- é ㋡ \uD83D\uDC4D\uD83C\uDFFD \uFFFF \uFEFF";

    private SampleFacts() {}

    static List<Fact> all() {
        MemberId ada = new MemberId(1);
        MemberId bob = new MemberId(999_999_999_999L);
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact.Join(ada, "Ada", Role.OWNER, Visitor.UNKNOWN, "m1"),
                new Fact.Join(
                        bob,
                        "Bob \uD83D\uDC4D",
                        Role.MEMBER,
                        new Visitor("user:" + TRICKY, null, null, "{\"a\":[1]}", false),
                        "m7"),
                new Fact.Join(bob, "Bot", Role.MEMBER, new Visitor(null, "session", "address", null, true), "m7"),
                new Fact.Message(ada, "Ada", TRICKY, null),
                new Fact.Message(bob, "Bob", "x", 3L),
                new Fact.Message(ada, "Ada", "psst", null, List.of(bob), null),
                new Fact.Edit(ada, 1001, TRICKY, List.of()),
                new Fact.Edit(ada, 1006, "psst!", List.of(ada, bob)),
                new Fact.Delete(bob, 1002, List.of()),
                new Fact.Reaction(bob, 1001, "\uD83D\uDC4D", true, List.of()),
                new Fact.Reaction(bob, 1001, "\uD83D\uDC4D", false, List.of(ada, bob)),
                new Fact.Rename(ada, "Ida", "Ada"),
                new Fact.RoleChange(bob, Role.MODERATOR, ada),
                new Fact.RoleChange(bob, Role.MUTED, null),
                new Fact.RoleChange(bob, Role.MUTED, ada, Instant.ofEpochMilli(1_763_770_000_123L)),
                new Fact.Update(new RoomChanges(TRICKY, "hash", true, 7, Duration.ofSeconds(3), false), ada),
                new Fact.Update(new RoomChanges("", "", false, null, null, null), null),
                new Fact.Leave(bob, "Bob", LeaveReason.BANNED, TRICKY, new Ban(bob, null, "user:1", Set.of())),
                new Fact.Leave(
                        bob,
                        "Bob",
                        LeaveReason.BANNED,
                        "",
                        new Ban(bob, Instant.ofEpochMilli(1), null, Set.of("a", TRICKY)))));
        for (LeaveReason reason : LeaveReason.values()) {
            facts.add(new Fact.Leave(bob, "Bob", reason));
        }
        facts.add(new Fact.Close(""));
        return facts;
    }
}
