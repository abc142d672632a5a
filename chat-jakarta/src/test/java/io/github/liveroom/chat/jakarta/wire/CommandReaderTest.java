package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.JoinRequest;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Refusal;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.RoomOptions;
import io.github.liveroom.chat.Visitor;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    private static final Set<String> ALL = Set.copyOf(CommandReader.FEATURES);

    /** Fields as in a line, with apostrophes for quotes. */
    private static Line line(String fields) {
        try {
            return Line.parse("{" + fields.replace('\'', '"') + "}");
        } catch (Line.Malformed e) {
            throw new AssertionError(fields, e);
        }
    }

    private static Refusal refusal(String cmd, String fields) {
        return ((Outcome.Refused<Command>) CommandReader.read(cmd, line(fields), ALL)).refusal();
    }

    private static Command command(String cmd, String fields) {
        return CommandReader.read(cmd, line(fields), ALL).orElseThrow();
    }

    // ---------------------------------------------------------------- which commands there are

    @ParameterizedTest
    @ValueSource(strings = {"", "SEND", "send ", "sends", "create", "join", "leave", "hello", "\u0000"})
    void knowsNoOthers(String cmd) {
        assertThat(CommandReader.isKnown(cmd)).isFalse();
        assertThat(refusal(cmd, "")).isEqualTo(Refusal.UNKNOWN_COMMAND);
    }

    @Test
    void everyKindOfCommandHasAName() {
        for (Class<?> kind : Command.class.getPermittedSubclasses()) {
            assertThat(CommandReader.isKnown(kind.getSimpleName().toLowerCase(Locale.ROOT)))
                    .as(kind.toString())
                    .isTrue();
        }
    }

    @Test
    void refusesCommandsOfFeaturesThatAreOffWhateverTheirShape() {
        for (String cmd : List.of("edit", "react", "read", "search", "typing")) {
            Set<String> others = new HashSet<>(ALL);
            others.remove(cmd);
            assertThat(CommandReader.read(cmd, line(""), others))
                    .isEqualTo(Outcome.refused(Refusal.FORBIDDEN, "cmd: this server does not offer it"));
            assertThat(refusal(cmd, "")).as(cmd).isNotEqualTo(Refusal.FORBIDDEN);
        }
        Line whisper = line("'text':'psst','to':['m1']");
        assertThat(CommandReader.read("send", whisper, Set.of())).isInstanceOf(Outcome.Refused.class);
        assertThat(CommandReader.read("send", line("'text':'hi','to':null"), Set.of()))
                .isEqualTo(Outcome.ok(new Command.Send("hi", null)));
    }

    // ---------------------------------------------------------------- room and cid

    @ParameterizedTest
    @ValueSource(
            strings = {"KQZW", "kqzw", " k q-z\u2014w ", "\uff2b\uff31\uff3a\uff37", "\u00a0K\u3000QZW", "k\u2010qzw"})
    void readsRoomCodesForgivingly(String typed) throws Exception {
        assertThat(CommandReader.room(line("'room':'" + typed + "'"))).isEqualTo(new RoomCode("KQZW"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", "ABCDEFGHIJKLMNOPQ", "AB_CD", "ÄBCD", "!!!!"})
    void whatNoRoomCanHaveIsNoRoom(String typed) throws Exception {
        assertThat(CommandReader.room(line("'room':'" + typed + "'"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'room':null", "'room':7", "'room':['KQZW']", "'room':{'code':'KQZW'}", "'room':true"})
    void aRoomThatIsAbsentOrNoStringIsABadRequest(String fields) {
        assertThatThrownBy(() -> CommandReader.room(line(fields))).isInstanceOf(Line.BadField.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "~", "0123456789abcdef0123456789abcdef0123", "<script>&amp;"})
    void takesCidsOfPrintableAscii(String cid) throws Exception {
        assertThat(CommandReader.cid("send", line("'cid':'" + cid + "'"))).isEqualTo(cid);
        assertThat(CommandReader.cid("typing", line("'cid':'" + cid + "'"))).isEqualTo(cid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'cid':''",
                "'cid':'0123456789abcdef0123456789abcdef01234'",
                "'cid':'a\\u0000'",
                "'cid':'a\\n'",
                "'cid':'\\u007f'",
                "'cid':'é'",
                "'cid':'\\u2028'",
                "'cid':'\\ud83d\\ude00'",
                "'cid':7",
                "'cid':['a']",
                "'cid':false"
            })
    void refusesOtherCidsOfEveryCommand(String fields) {
        for (String cmd : new String[] {"send", "rename", "typing", "history", "join", "leave", "edit"}) {
            assertThatThrownBy(() -> CommandReader.cid(cmd, line(fields))).isInstanceOf(Line.BadField.class);
        }
    }

    @Test
    void onlySendMustHaveACid() throws Exception {
        assertThat(CommandReader.cid("rename", line(""))).isNull();
        assertThat(CommandReader.cid("typing", line("'cid':null"))).isNull();
        assertThatThrownBy(() -> CommandReader.cid("send", line("'cid':null")))
                .isInstanceOf(Line.BadField.class)
                .hasMessage("cid is missing");
    }

    // ---------------------------------------------------------------- send

    @Test
    void readsSend() {
        assertThat(command("send", "'text':'hello'")).isEqualTo(new Command.Send("hello", null));
        assertThat(command("send", "'text':'hello','replyTo':40,'more':[1]")).isEqualTo(new Command.Send("hello", 40L));
        assertThat(command("send", "'text':' hello\\u0000','replyTo':null,'to':null"))
                .isEqualTo(new Command.Send(" hello\0", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "##|TEXT_REQUIRED",
                "'text':null|TEXT_REQUIRED",
                "'text':7|BAD_REQUEST",
                "'text':['a']|BAD_REQUEST",
                "'text':'a','replyTo':0|BAD_REQUEST",
                "'text':'a','replyTo':-1|BAD_REQUEST",
                "'text':'a','replyTo':'1'|BAD_REQUEST",
                "'text':'a','replyTo':1.5|BAD_REQUEST",
                "'text':'a','replyTo':9007199254740992|BAD_REQUEST",
                "'to':['m1']|TEXT_REQUIRED",
                "'text':'a','to':[]|BAD_REQUEST",
                "'text':'a','to':'m1'|BAD_REQUEST",
                "'text':'a','to':[1]|BAD_REQUEST",
                "'text':'a','to':['m1',null]|BAD_REQUEST",
                "'text':'a','to':['1','2','3','4','5','6','7','8','9']|BAD_REQUEST",
            })
    void refusesOtherSends(String fields, Refusal refusal) {
        assertThat(refusal("send", fields)).isEqualTo(refusal);
    }

    // ---------------------------------------------------------------- rename, typing, history

    @Test
    void readsRename() {
        assertThat(command("rename", "'name':'Ada'")).isEqualTo(new Command.Rename("Ada"));
        assertThat(command("rename", "'name':''")).isEqualTo(new Command.Rename(""));
        assertThat(refusal("rename", "")).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal("rename", "'name':null")).isEqualTo(Refusal.NAME_REQUIRED);
        assertThat(refusal("rename", "'name':7")).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void readsTyping() {
        assertThat(command("typing", "'on':true")).isEqualTo(new Command.Typing(true));
        assertThat(command("typing", "'on':false")).isEqualTo(new Command.Typing(false));
        assertThat(refusal("typing", "")).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal("typing", "'on':null")).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal("typing", "'on':1")).isEqualTo(Refusal.BAD_REQUEST);
        assertThat(refusal("typing", "'on':'true'")).isEqualTo(Refusal.BAD_REQUEST);
    }

    @Test
    void readsHistory() {
        assertThat(command("history", "")).isEqualTo(new Command.History(null, 50));
        assertThat(command("history", "'before':41,'limit':1")).isEqualTo(new Command.History(41L, 1));
        assertThat(command("history", "'before':0,'limit':100")).isEqualTo(new Command.History(0L, 100));
        assertThat(command("history", "'before':9007199254740991"))
                .isEqualTo(new Command.History(9_007_199_254_740_991L, 50));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'limit':0",
                "'limit':101",
                "'limit':-1",
                "'limit':'5'",
                "'limit':5.0",
                "'before':-1",
                "'before':'1'",
                "'before':9007199254740992"
            })
    void refusesOtherPages(String fields) {
        assertThat(refusal("history", fields)).isEqualTo(Refusal.BAD_REQUEST);
    }

    // ---------------------------------------------------------------- create

    @Test
    void readsCreate() throws Exception {
        assertThat(CommandReader.options(line(""))).isEqualTo(RoomOptions.DEFAULTS);
        RoomOptions options = CommandReader.options(
                line("'title':'Tea','passphrase':'sesame','keep':true,'maxMembers':3,'codeLength':8"));
        assertThat(options).isEqualTo(new RoomOptions("Tea", "sesame", true, 3, 8));
        assertThat(CommandReader.options(line("'title':'" + "😀".repeat(80) + "'"))
                        .title())
                .isEqualTo("😀".repeat(80));
        assertThat(CommandReader.options(line("'title':'','passphrase':'" + "😀".repeat(128) + "'"))
                        .passphrase())
                .isEqualTo("😀".repeat(128));
        assertThat(CommandReader.options(line("'codeLength':4")).codeLength()).isEqualTo(4);
        assertThat(CommandReader.options(line("'codeLength':16")).codeLength()).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'title':7",
                "'passphrase':true",
                "'keep':'yes'",
                "'keep':1",
                "'maxMembers':0",
                "'maxMembers':-1",
                "'maxMembers':'3'",
                "'maxMembers':2147483648",
                "'codeLength':3",
                "'codeLength':17",
                "'codeLength':4.0",
                "'passphrase':''"
            })
    void refusesOtherOptions(String fields) {
        assertThatThrownBy(() -> CommandReader.options(line(fields))).isInstanceOf(Line.BadField.class);
    }

    @Test
    void refusesOptionsThatAreTooLong() {
        assertThatThrownBy(() -> CommandReader.options(line("'title':'" + "a".repeat(81) + "'")))
                .isInstanceOf(Line.BadField.class);
        assertThatThrownBy(() -> CommandReader.options(line("'passphrase':'" + "a".repeat(129) + "'")))
                .isInstanceOf(Line.BadField.class);
    }

    // ---------------------------------------------------------------- join

    @Test
    void readsJoin() throws Exception {
        assertThat(CommandReader.join(line("")))
                .isEqualTo(new JoinRequest(null, null, null, null, null, 50, Visitor.UNKNOWN));
        assertThat(CommandReader.join(line("'name':'Ada','passphrase':'p','owner':'o','resume':'r',"
                        + "'since':{'epoch':'9f','offset':41,'x':1},'tail':200,'identity':'root'")))
                .isEqualTo(new JoinRequest("Ada", "p", "o", "r", new Position("9f", 41), 200, Visitor.UNKNOWN));
        assertThat(CommandReader.join(line("'tail':0,'since':{'epoch':'','offset':0}")))
                .isEqualTo(new JoinRequest(null, null, null, null, new Position("", 0), 0, Visitor.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'name':7",
                "'passphrase':7",
                "'passphrase':''",
                "'owner':7",
                "'resume':7",
                "'resume':{}",
                "'since':'9f'",
                "'since':[]",
                "'since':{}",
                "'since':{'epoch':'9f'}",
                "'since':{'offset':1}",
                "'since':{'epoch':9,'offset':1}",
                "'since':{'epoch':'9f','offset':'1'}",
                "'since':{'epoch':'9f','offset':-1}",
                "'since':{'epoch':'9f','offset':1.0}",
                "'since':{'epoch':'9f','offset':9007199254740992}",
                "'tail':-1",
                "'tail':201",
                "'tail':'50'",
                "'tail':50.0"
            })
    void refusesOtherJoins(String fields) {
        assertThatThrownBy(() -> CommandReader.join(line(fields))).isInstanceOf(Line.BadField.class);
    }

    @Test
    void countsThePassphraseInCodePoints() throws Exception {
        assertThat(CommandReader.join(line("'passphrase':'" + "😀".repeat(128) + "'"))
                        .passphrase())
                .isEqualTo("😀".repeat(128));
        assertThatThrownBy(() -> CommandReader.join(line("'passphrase':'" + "😀".repeat(129) + "'")))
                .isInstanceOf(Line.BadField.class);
    }

    @Test
    void answersHaveNoReadingOfTheirOwn() {
        // Whoever adds a kind of answer decides how it is written: LineWriterTest has one for each of these.
        assertThat(Answer.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Answer.Done.class,
                        Answer.Sent.class,
                        Answer.Appended.class,
                        Answer.Renamed.class,
                        Answer.Page.class,
                        Answer.People.class,
                        Answer.Synced.class);
    }
}
