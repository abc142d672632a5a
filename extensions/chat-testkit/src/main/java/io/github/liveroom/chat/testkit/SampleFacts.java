package io.github.liveroom.chat.testkit;

import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import java.util.ArrayList;
import java.util.List;

/** Facts of every kind, with and without what may be absent, and with text that is easily damaged. */
final class SampleFacts {
    private static final String TRICKY = "\"\\ \t\r\n\u2028 <b> ' ; -- é ㋡ \uD83D\uDC4D\uD83C\uDFFD \uFFFF \uFEFF";

    private SampleFacts() {}

    static List<Fact> all() {
        MemberId ada = new MemberId(1);
        MemberId bob = new MemberId(999_999_999_999L);
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact.Join(ada, "Ada", Role.OWNER, null, "m1"),
                new Fact.Join(bob, "Bob \uD83D\uDC4D", Role.MEMBER, "user:" + TRICKY, "m7"),
                new Fact.Message(ada, "Ada", TRICKY, null),
                new Fact.Message(bob, "Bob", "x", 3L),
                new Fact.Rename(ada, "Ida", "Ada"),
                new Fact.RoleChange(bob, Role.MODERATOR, ada),
                new Fact.RoleChange(bob, Role.MUTED, null)));
        for (LeaveReason reason : LeaveReason.values()) {
            facts.add(new Fact.Leave(bob, "Bob", reason));
        }
        facts.add(new Fact.Close(""));
        return facts;
    }
}
