package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How entries are written, each kind of fact. */
class FactWriterTest {
    private static final RoomCode ROOM = new RoomCode("KQZW");
    private static final Instant AT = Instant.ofEpochMilli(1_763_770_000_123L);
    private static final MemberId ADA = new MemberId(7);
    private static final MemberId BOB = new MemberId(8);
    private static final MemberId CLEO = new MemberId(9);

    /** One of each kind, and how it is written; apostrophes stand for quotes. */
    private static final Map<Fact, String> FACTS = new LinkedHashMap<>();

    static {
        FACTS.put(
                new Fact.Message(ADA, "Ada", "hello", 40L),
                "'type':'message','at':1763770000123,'member':'m7','name':'Ada','text':'hello','replyTo':40");
        FACTS.put(
                new Fact.Message(ADA, "Ada", "hello", null),
                "'type':'message','at':1763770000123,'member':'m7','name':'Ada','text':'hello'");
        FACTS.put(
                new Fact.Message(ADA, "Ada", "hello", null, List.of(BOB, CLEO), null),
                "'type':'message','at':1763770000123,'member':'m7','name':'Ada','text':'hello','to':['m8','m9']");
        FACTS.put(
                new Fact.Message(ADA, "Ada", "better", 40L, List.of(), 43L),
                "'type':'message','at':1763770000123,'member':'m7','name':'Ada','text':'better','replyTo':40,"
                        + "'edited':43");
        FACTS.put(
                new Fact.Message(ADA, "Ada", null, 40L, List.of(BOB), null),
                "'type':'message','at':1763770000123,'member':'m7','name':'Ada','deleted':true,'replyTo':40,"
                        + "'to':['m8']");
        FACTS.put(
                new Fact.Edit(ADA, 41, "better", List.of()),
                "'type':'edit','at':1763770000123,'member':'m7','target':41,'text':'better'");
        FACTS.put(
                new Fact.Edit(ADA, 41, null, List.of(ADA, BOB)),
                "'type':'edit','at':1763770000123,'member':'m7','target':41");
        FACTS.put(
                new Fact.Delete(ADA, 41, List.of(ADA, BOB)),
                "'type':'delete','at':1763770000123,'member':'m7','target':41");
        FACTS.put(
                new Fact.Reaction(ADA, 41, "👍🏽", false, List.of()),
                "'type':'reaction','at':1763770000123,'member':'m7','target':41,'emoji':'👍🏽','on':false");
        FACTS.put(new Fact.Skip(), "'type':'skip','at':1763770000123");
        FACTS.put(
                new Fact.Join(ADA, "Ada", Role.OWNER, Visitor.known("host's name for her"), "scope"),
                "'type':'join','at':1763770000123,'member':'m7','name':'Ada','role':'owner'");
        for (LeaveReason reason : LeaveReason.values()) {
            FACTS.put(
                    new Fact.Leave(ADA, "Ada", reason),
                    "'type':'leave','at':1763770000123,'member':'m7','name':'Ada','reason':'"
                            + switch (reason) {
                                case LEFT -> "left";
                                case TIMEOUT -> "timeout";
                                case KICKED -> "kicked";
                                case BANNED -> "banned";
                                case CLOSED -> "closed";
                                case SHUTDOWN -> "shutdown";
                            }
                            + "'");
        }
        FACTS.put(
                new Fact.Rename(ADA, "Ada Lovelace", "Ada"),
                "'type':'rename','at':1763770000123,'member':'m7','name':'Ada Lovelace','was':'Ada'");
        for (Role role : Role.values()) {
            FACTS.put(
                    new Fact.RoleChange(ADA, role, BOB),
                    "'type':'role','at':1763770000123,'member':'m7','role':'"
                            + switch (role) {
                                case OWNER -> "owner";
                                case MODERATOR -> "moderator";
                                case MEMBER -> "member";
                                case MUTED -> "muted";
                            }
                            + "','by':'m8'");
        }
        FACTS.put(
                new Fact.RoleChange(ADA, Role.OWNER, null),
                "'type':'role','at':1763770000123,'member':'m7','role':'owner','by':null");
        FACTS.put(
                new Fact.RoleChange(ADA, Role.MUTED, BOB, AT.plusSeconds(60)),
                "'type':'role','at':1763770000123,'member':'m7','role':'muted','by':'m8','until':1763770060123");
        FACTS.put(
                new Fact.Update(new RoomChanges("", "open sesame", true, 7, Duration.ofSeconds(3), false), BOB),
                "'type':'room','at':1763770000123,'title':'','passphrase':true,'locked':true,'maxMembers':7,"
                        + "'slowModeMs':3000,'keep':false,'by':'m8'");
        FACTS.put(
                new Fact.Update(new RoomChanges(null, "", null, null, null, null), null),
                "'type':'room','at':1763770000123,'passphrase':false,'by':null");
        FACTS.put(new Fact.Close("done"), "'type':'close','at':1763770000123,'reason':'done'");
    }

    private static String json(String apostrophes) {
        return apostrophes.replace('\'', '"');
    }

    private static Entry entry(Fact fact) {
        return new Entry(42, AT, fact, null);
    }

    @Test
    void writesEveryKindOfFact() {
        FACTS.forEach((fact, expected) -> assertThat(LineWriter.entry(ROOM, entry(fact)))
                .isEqualTo(json("{'room':'KQZW','offset':42," + expected + "}")));
        assertThat(FACTS.keySet().stream().<Class<?>>map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void writesTheTypeOfEveryKindOfFact() {
        assertThat(FACTS.keySet().stream().map(FactWriter::type).distinct())
                .containsExactlyInAnyOrder(
                        "message",
                        "edit",
                        "delete",
                        "reaction",
                        "join",
                        "leave",
                        "rename",
                        "role",
                        "room",
                        "skip",
                        "close");
    }

    @Test
    void neverWritesIdentityOrScope() {
        String line = LineWriter.entry(
                ROOM, entry(new Fact.Join(ADA, "Ada", Role.MEMBER, Visitor.known("alovelace@host"), "sc0pe")));
        assertThat(line).doesNotContain("alovelace", "sc0pe");
    }

    @Test
    void escapesWhatJsonAsksFor() {
        String line = LineWriter.entry(
                ROOM, entry(new Fact.Message(ADA, "\"A\\", "</script>\n\r\t\b\f\u0001\u001f\"\\/", null)));
        assertThat(line)
                .contains(json("'name':'\\\"A\\\\'"))
                .contains(json("'text':'</script>\\n\\r\\t\\b\\f\\u0001\\u001F\\\"\\\\/'"));
    }

    @Test
    void isOneLineWhateverIsInIt() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int c = 1; c < 0x2100; c++) {
            all.appendCodePoint(c);
        }
        String text = all.append("\u2028\u2029\ufeff\uffff😀\u202e").toString();
        String line = LineWriter.entry(ROOM, entry(new Fact.Message(ADA, "Ada", text, null)));
        assertThat(line.chars().noneMatch(c -> c < ' ')).isTrue();
        assertThat(Line.parse(line).text("text")).isEqualTo(text);
    }
}
