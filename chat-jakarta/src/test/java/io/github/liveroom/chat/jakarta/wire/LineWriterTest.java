package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.Joined;
import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Recovery;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomEvent;
import io.github.liveroom.chat.RoomInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineWriterTest {
    private static final RoomCode ROOM = new RoomCode("KQZW");
    private static final Instant AT = Instant.ofEpochMilli(1_763_770_000_123L);
    private static final MemberId ADA = new MemberId(7);
    private static final MemberId BOB = new MemberId(8);

    private static String json(String apostrophes) {
        return apostrophes.replace('\'', '"');
    }

    private static Entry entry(Fact fact, Entry.Cause cause) {
        return new Entry(42, AT, fact, cause);
    }

    private static RoomInfo info(String title) {
        return new RoomInfo(ROOM, title, new Position("9f2c", 41), 1, false, false, false, 500, Duration.ZERO, 1);
    }

    private static Joined joined(Recovery recovery, List<Entry> entries) {
        Member ada = new Member(ADA, "Ada", Role.OWNER, MemberStatus.ACTIVE, 1, null);
        return new Joined(info(null), ada, "s3cret", List.of(ada), recovery, entries, true, "m7");
    }

    // ---------------------------------------------------------------- hello, errors, answers

    @Test
    void writesHello() {
        Map<String, Long> limits = new LinkedHashMap<>();
        limits.put("text", 4000L);
        limits.put("name", 32L);
        assertThat(LineWriter.hello(new Hello(Duration.ofSeconds(25), AT, List.of("typing", "create"), limits)))
                .isEqualTo(json("{'hello':{'protocol':'liveroom.v1','pingMs':25000,'time':1763770000123,"
                        + "'features':['typing','create'],'limits':{'text':4000,'name':32}}}"));
    }

    @Test
    void writesTheSecretOfAConnection() {
        assertThat(LineWriter.hello(new Hello("s3cret", Duration.ofSeconds(25), AT, List.of(), Map.of())))
                .isEqualTo(json("{'hello':{'protocol':'liveroom.v1','connection':'s3cret','pingMs':25000,"
                        + "'time':1763770000123,'features':[],'limits':{}}}"));
    }

    @Test
    void writesTheEndOfAConnection() {
        assertThat(LineWriter.close(4008, "")).isEqualTo(json("{'close':{'code':4008,'reason':''}}"));
        assertThat(LineWriter.close(4001, "delayMs=2000"))
                .isEqualTo(json("{'close':{'code':4001,'reason':'delayMs=2000'}}"));
    }

    @Test
    void writesErrors() {
        assertThat(LineWriter.error(7, new Outcome.Refused<Void>(Refusal.NAME_TAKEN, "name: taken", null)))
                .isEqualTo(json("{'id':7,'error':{'code':'name_taken','message':'name: taken'}}"));
        assertThat(LineWriter.error(
                        9_007_199_254_740_991L,
                        new Outcome.Refused<Void>(Refusal.RATE_LIMITED, "slower", Duration.ofMillis(900))))
                .isEqualTo(json("{'id':9007199254740991,'error':"
                        + "{'code':'rate_limited','message':'slower','retryAfterMs':900}}"));
    }

    @Test
    void roundsTheWaitUpSoThatItIsEnough() {
        for (long[] nanosAndMillis : new long[][] {{1, 1}, {999_999, 1}, {1_000_000, 1}, {1_000_001, 2}, {0, 1}}) {
            Duration wait = Duration.ofNanos(nanosAndMillis[0]);
            assertThat(LineWriter.error(7, new Outcome.Refused<Void>(Refusal.RATE_LIMITED, "", wait)))
                    .as(wait.toString())
                    .endsWith("\"retryAfterMs\":" + nanosAndMillis[1] + "}}");
        }
    }

    @Test
    void writesTheCodeOfEveryRefusal() {
        for (Refusal refusal : Refusal.values()) {
            assertThat(LineWriter.error(0, new Outcome.Refused<Void>(refusal, "", null)))
                    .isEqualTo(json("{'id':0,'error':{'code':'" + WireCodes.code(refusal) + "','message':''}}"));
        }
    }

    @Test
    void writesWhatWasCreated() {
        assertThat(LineWriter.created(3, ROOM, "s3cret"))
                .isEqualTo(json("{'id':3,'ok':{'code':'KQZW','owner':'s3cret'}}"));
    }

    @Test
    void writesEveryAnswer() {
        assertThat(LineWriter.answer(7, ROOM, new Answer.Done(), false, "m7")).isEqualTo(json("{'id':7,'ok':{}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Done(), true, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'dup':true}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Sent(42, AT), false, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'offset':42,'at':1763770000123}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Sent(42, AT), true, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'offset':42,'at':1763770000123,'dup':true}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Appended(42), true, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'offset':42,'dup':true}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Renamed("Ada L"), false, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'name':'Ada L'}}"));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Page(List.of(), false), false, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'entries':[],'more':false}}"));
        assertThat(LineWriter.answer(
                        7,
                        ROOM,
                        new Answer.Page(
                                List.of(entry(new Fact.Close("done"), null), entry(new Fact.Close(""), null)), true),
                        false,
                        "m7"))
                .isEqualTo(json("{'id':7,'ok':{'entries':["
                        + "{'room':'KQZW','offset':42,'type':'close','at':1763770000123,'reason':'done'},"
                        + "{'room':'KQZW','offset':42,'type':'close','at':1763770000123,'reason':''}],'more':true}}"));
    }

    @Test
    void writesPagesOfMembersWithTheProfilesThatTheHostGaveThem() {
        Member ada = new Member(ADA, "Ada", Role.MODERATOR, MemberStatus.IDLE, 2, "{\"avatar\":\"/a.png\"}");
        assertThat(LineWriter.answer(7, ROOM, new Answer.People(List.of(ada), true), false, "m8"))
                .isEqualTo(json("{'id':7,'ok':{'members':[{'member':'m7','name':'Ada','role':'moderator',"
                        + "'status':'idle','connections':2,'profile':{'avatar':'/a.png'}}],'more':true}}"));
    }

    @Test
    void writesWhatWasMissedOrElseTheWholeRoom() {
        List<Entry> entries = List.of(entry(new Fact.Close("x"), null));
        assertThat(LineWriter.answer(7, ROOM, new Answer.Synced(joined(Recovery.COMPLETE, entries)), false, "m7"))
                .isEqualTo(json("{'id':7,'ok':{'recovered':true,'entries':["
                        + "{'room':'KQZW','offset':42,'type':'close','at':1763770000123,'reason':'x'}]}}"));
        Member ada = new Member(ADA, "Ada", Role.OWNER, MemberStatus.ACTIVE, 1, null);
        Joined whole = new Joined(info(null), ada, null, List.of(ada), Recovery.TOO_OLD, entries, true, "m7");
        String line = LineWriter.answer(7, ROOM, new Answer.Synced(whole), false, "m7");
        assertThat(line)
                .isEqualTo(LineWriter.joined(7, whole))
                .contains(json("'recovered':false,'reason':'too_old'"))
                .doesNotContain("resume");
    }

    @Test
    void writesWhatAJoinAnswers() {
        assertThat(LineWriter.joined(2, joined(Recovery.NOT_ASKED, List.of(entry(new Fact.Close("x"), null)))))
                .isEqualTo(
                        json("{'id':2,'ok':{'room':{'code':'KQZW','title':null,'epoch':'9f2c','offset':41,'oldest':1,"
                                + "'locked':false,'passphrase':false,'keep':false,'maxMembers':500,'slowModeMs':0,'count':1},"
                                + "'me':{'member':'m7','name':'Ada','role':'owner'},'resume':'s3cret',"
                                + "'members':[{'member':'m7','name':'Ada','role':'owner','status':'active','connections':1}],"
                                + "'entries':[{'room':'KQZW','offset':42,'type':'close','at':1763770000123,'reason':'x'}],"
                                + "'more':true}}"));
    }

    @Test
    void writesRoomsThatAreSpecial() {
        Member bob = new Member(BOB, "Bob", Role.MUTED, MemberStatus.AWAY, 0, null);
        RoomInfo info = new RoomInfo(
                ROOM, "Tea \"time\"", new Position("e", 0), 1, true, true, true, 2, Duration.ofSeconds(5), 1);
        assertThat(LineWriter.joined(
                        2, new Joined(info, bob, "r", List.of(bob), Recovery.COMPLETE, List.of(), false, "m8")))
                .isEqualTo(json("{'id':2,'ok':{'room':{'code':'KQZW','title':'Tea \\\"time\\\"','epoch':'e','offset':0,"
                        + "'oldest':1,'locked':true,'passphrase':true,'keep':true,'maxMembers':2,"
                        + "'slowModeMs':5000,'count':1},'me':{'member':'m8','name':'Bob','role':'muted'},"
                        + "'resume':'r','members':[{'member':'m8','name':'Bob','role':'muted',"
                        + "'status':'away','connections':0}],'recovered':true,'entries':[],'more':false}}"));
    }

    @Test
    void saysWhatBecameOfARecovery() {
        assertThat(LineWriter.joined(2, joined(Recovery.NOT_ASKED, List.of()))).doesNotContain("recovered", "reason");
        assertThat(LineWriter.joined(2, joined(Recovery.COMPLETE, List.of())))
                .contains(json("],'recovered':true,'entries'"))
                .doesNotContain("reason");
        Map<Recovery, String> reasons = Map.of(
                Recovery.EPOCH, "epoch",
                Recovery.TOO_OLD, "too_old",
                Recovery.TOO_MANY, "too_many",
                Recovery.FUTURE, "future");
        reasons.forEach((recovery, reason) -> assertThat(LineWriter.joined(2, joined(recovery, List.of())))
                .contains(json("],'recovered':false,'reason':'" + reason + "','entries'")));
        assertThat(Recovery.values()).hasSize(reasons.size() + 2);
    }

    // ---------------------------------------------------------------- entries

    @Test
    void showsACidToItsOwnScopeOnly() {
        Entry entry = entry(new Fact.Close("x"), new Entry.Cause("m7", "c-1", "send"));
        String line = LineWriter.entry(ROOM, entry);
        assertThat(line).doesNotContain("cid", "c-1");
        assertThat(LineWriter.withCid(line, "c-1"))
                .isEqualTo(json(
                        "{'room':'KQZW','offset':42,'type':'close','at':1763770000123,'reason':'x'," + "'cid':'c-1'}"));
        assertThat(LineWriter.withCid(line, "\"\\/'")).endsWith(",\"cid\":\"\\\"\\\\/'\"}");
        assertThat(LineWriter.answer(1, ROOM, new Answer.Page(List.of(entry), false), false, "m7"))
                .contains("c-1");
        assertThat(LineWriter.answer(1, ROOM, new Answer.Page(List.of(entry), false), false, "m8"))
                .doesNotContain("c-1");
        assertThat(LineWriter.joined(1, joined(Recovery.COMPLETE, List.of(entry))))
                .contains("c-1");
    }

    // ---------------------------------------------------------------- signals

    @Test
    void writesEverySignal() {
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Typing(ADA, true)))
                .isEqualTo(json("{'room':'KQZW','type':'typing','member':'m7','on':true}"));
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Typing(ADA, false)))
                .isEqualTo(json("{'room':'KQZW','type':'typing','member':'m7','on':false}"));
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Status(ADA, MemberStatus.ACTIVE, 2)))
                .isEqualTo(json("{'room':'KQZW','type':'status','member':'m7','status':'active','connections':2}"));
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Status(ADA, MemberStatus.IDLE, 1)))
                .isEqualTo(json("{'room':'KQZW','type':'status','member':'m7','status':'idle','connections':1}"));
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Status(ADA, MemberStatus.AWAY, 0)))
                .isEqualTo(json("{'room':'KQZW','type':'status','member':'m7','status':'away','connections':0}"));
        assertThat(LineWriter.signal(ROOM, new RoomEvent.Read(ADA, 41)))
                .isEqualTo(json("{'room':'KQZW','type':'read','member':'m7','offset':41}"));
        for (RoomEvent.Gone.Cause cause : RoomEvent.Gone.Cause.values()) {
            assertThat(LineWriter.signal(ROOM, new RoomEvent.Gone(cause, "because")))
                    .isEqualTo(json(
                            "{'room':'KQZW','type':'gone','code':" + WireCodes.gone(cause) + ",'reason':'because'}"));
        }
    }

    @Test
    void everyKindOfEventIsASignalOrAnEntry() {
        assertThat(RoomEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Entry.class,
                        RoomEvent.Typing.class,
                        RoomEvent.Read.class,
                        RoomEvent.Status.class,
                        RoomEvent.Gone.class);
        assertThatThrownBy(() -> LineWriter.signal(ROOM, entry(new Fact.Close(""), null)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
