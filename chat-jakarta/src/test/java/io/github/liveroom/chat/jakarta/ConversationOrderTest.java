package io.github.liveroom.chat.jakarta;

import static io.github.liveroom.chat.jakarta.Client.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The order in which every command is checked: shape of room and cid, not_joined, repeat, feature, shape of the rest, rate,
 * muted or role, target.
 */
class ConversationOrderTest {
    private Chat chat = new Chat(settings -> settings.ping(Duration.ofHours(1)));
    private Client ada;
    private Client bob;
    private RoomCode room;

    ConversationOrderTest() {
        meet();
    }

    /** The owner m1 and the member m2. */
    private void meet() {
        ada = chat.connect();
        room = ada.found("Ada");
        bob = chat.member(room, "Bob");
    }

    private void meetWithoutFeatures() {
        chat.close();
        chat = new Chat(settings -> settings.ping(Duration.ofHours(1)).features(List.of("create")));
        meet();
    }

    @AfterEach
    void close() {
        chat.close();
    }

    /** Uses up what a connection may ask for; a little of it comes back with time. */
    private void exhaust(Client client) {
        for (int i = 0; i < 101; i++) {
            client.ask(Client.about(room, "history", "'limit':1"));
        }
        assertThat(client.refused(room, "history", "")).isEqualTo("rate_limited");
    }

    /**
     * Each command with: the feature that it belongs to; fields that are malformed, and the error for that; fields that are
     * in order and lead nowhere; what the lowest who may not gets (muted, forbidden); what somebody gets who may.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "send    |   -   | 'text':7                     | bad_request   | 'text':'a','replyTo':99             | muted | target_not_found",
                "send    |   -   | 'replyTo':99                 | text_required | 'text':'a','to':['m9']              | muted | target_not_found",
                "send    |whisper| 'text':'a','to':[]           | bad_request   | 'text':'a','to':['nobody']          | muted | target_not_found",
                "edit    | edit  | 'target':0,'text':'a'        | bad_request   | 'target':99,'text':'a'              | muted | target_not_found",
                "edit    | edit  | 'target':99,'text':' '       | text_required | 'target':1,'text':'a'               | muted | target_not_found",
                "delete  |   -   | 'target':'1'                 | bad_request   | 'target':99                         | -     | target_not_found",
                "react   | react | 'target':99,'emoji':'','on':true | bad_request | 'target':99,'emoji':'x','on':true | muted | target_not_found",
                "react   | react | 'target':1,'emoji':'x'       | bad_request   | 'target':1,'emoji':'x','on':true    | muted | target_not_found",
                "rename  |   -   | 'name':' '                   | name_required | 'name':'Watcher'                    | muted | name_taken",
                "typing  | typing| 'on':1                       | bad_request   | 'on':true                           | muted | -",
                "read    | read  | 'offset':99                  | bad_request   | 'offset':1                          | -     | -",
                "history |   -   | 'limit':101                  | bad_request   | 'limit':100                         | -     | -",
                "search  | search| 'text':'\\u2003'             | text_required | 'text':'a'                          | -     | -",
                "search  | search| 'text':'a','limit':101       | bad_request   | 'text':'a','limit':100              | -     | -",
                "members |   -   | 'limit':1001                 | bad_request   | 'limit':1000                        | -     | -",
                "members |   -   | 'after':'Ada'                | bad_request   | 'after':'m1'                        | -     | -",
                "sync    |   -   | 'since':{'epoch':'x'}        | bad_request   | 'since':{'epoch':'x','offset':0}    | -     | -",
                "status  |   -   | 'status':'away'              | bad_request   | 'status':'idle'                     | -     | -",
                "update  |   -   | 'title':null                 | bad_request   | 'locked':false                      | forbidden | bad_request",
                "update  |   -   | 'slowModeMs':3600001         | bad_request   | 'slowModeMs':0                      | forbidden | bad_request",
                "update  |   -   | 'passphrase':''              | bad_request   | 'passphrase':null                   | forbidden | bad_request",
                "update  |   -   | 'maxMembers':0               | bad_request   | 'maxMembers':500                    | forbidden | bad_request",
                "kick    |   -   | 'reason':'x'                 | bad_request   | 'member':'m9'                       | forbidden | target_not_found",
                "ban     |   -   | 'member':'m9','forMs':-1     | bad_request   | 'member':'m9','forMs':1             | forbidden | target_not_found",
                "unban   |   -   | 'member':7                   | bad_request   | 'member':'m9'                       | forbidden | target_not_found",
                "mute    |   -   | 'member':'m9','forMs':1.0    | bad_request   | 'member':'m9','forMs':0             | forbidden | target_not_found",
                "role    |   -   | 'member':'m9','role':'muted' | bad_request   | 'member':'m9','role':'member'       | forbidden | target_not_found",
                "close   |   -   | 'reason':7                   | bad_request   | 'reason':'done'                     | forbidden | -"
            })
    void checksInThisOrder(
            String cmd,
            String feature,
            String malformed,
            String malformedCode,
            String good,
            String refused,
            String target) {
        String cid = cmd.equals("send") ? "'cid':'fresh'," : "";
        chat.member(room, "Watcher");
        // shape of room and cid, then whether one is in there, then all else
        assertThat(ada.refused("'cmd':'" + cmd + "'," + cid + malformed)).isEqualTo("bad_request");
        RoomCode elsewhere = new RoomCode("ZZZZ");
        assertThat(ada.refused(elsewhere, cmd, "'cid':''," + malformed)).isEqualTo("bad_request");
        assertThat(ada.refused(elsewhere, cmd, cid + malformed)).isEqualTo("not_joined");
        // the shape of the rest before the rate, the rate before who may what
        Client actor = refused.equals("-") ? ada : bob;
        if (refused.equals("muted")) {
            ada.ok(room, "mute", "'member':'m2'");
        }
        exhaust(actor);
        assertThat(actor.refused(room, cmd, cid + malformed)).isEqualTo(malformedCode);
        assertThat(actor.refused(room, cmd, cid + good)).isEqualTo("rate_limited");
        chat.advance(Duration.ofSeconds(30));
        // who may what before the target
        if (!refused.equals("-")) {
            assertThat(bob.refused(room, cmd, cid + good)).isEqualTo(refused);
        }
        if (!target.equals("-")) {
            assertThat(ada.refused(room, cmd, cid + good)).isEqualTo(target);
        } else {
            ada.ok(room, cmd, cid + good);
        }
        // the repeat before the feature, and that before the shape of the rest
        if (!feature.equals("-")) {
            meetWithoutFeatures();
            ada.ok(room, "rename", "'name':'Ada L','cid':'used'");
            assertThat(ada.refused(room, cmd, cid + malformed)).isEqualTo("forbidden");
            assertThat(ada.refused(room, cmd, "'cid':'used'," + malformed)).isEqualTo("bad_request");
        }
    }

    /** Everything that appends; the second time with fields that make no sense. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "send   | 'text':'a'                        | 'text':7",
                "send   | 'text':'a','to':['m2']            | 'to':7",
                "edit   | 'target':4,'text':'a'             | 'target':'x'",
                "delete | 'target':4                        |",
                "react  | 'target':4,'emoji':'x','on':true  | 'on':7",
                "rename | 'name':'Ada L'                    | 'name':7",
                "update | 'locked':true                     | 'locked':7",
                "mute   | 'member':'m2'                     | 'forMs':-1",
                "role   | 'member':'m2','role':'moderator'  | 'role':'muted'",
                "kick   | 'member':'m2'                     | 'member':7",
                "ban    | 'member':'m2'                     | 'member':7"
            })
    void aRepeatIsAnsweredWithTheFirstAnswerAndIsNothingElse(String cmd, String fields, String nonsense) {
        Client cleo = chat.member(room, "Cleo");
        assertThat(get(ada.send(room, "first", "c-0"), "offset")).isEqualTo(4L);
        cleo.take();
        ada.take();
        ServerLine first = ada.ok(room, cmd, fields + ",'cid':'c-1'");
        assertThat(first.fields()).doesNotContainKey("dup");
        assertThat(ada.takeAll("cid")).containsExactly("c-1");
        assertThat(cleo.takeAll("cid")).containsOnlyNulls().hasSize(1);
        ServerLine again = ada.ok(room, cmd, (nonsense == null ? "" : nonsense + ",") + "'cid':'c-1'");
        assertThat(get(again, "dup")).isEqualTo(true);
        first.fields().forEach((name, value) -> assertThat(get(again, name)).isEqualTo(value));
        assertThat(again.fields()).hasSize(first.fields().size() + 1);
        String other = cmd.equals("rename") ? "send" : "rename";
        assertThat(ada.refused(room, other, "'name':'Ada M','text':'a','cid':'c-1'"))
                .isEqualTo("bad_request");
        assertThat(cleo.take()).isEmpty();
        assertThat(ada.take()).isEmpty();
        // The sender sees its own in replays, nobody else does.
        assertThat(get(ada.ok(room, "history", "'limit':1"), "entries.0.cid")).isEqualTo("c-1");
        assertThat(get(cleo.ok(room, "history", "'limit':1"), "entries.0.cid")).isNull();
    }

    @Test
    void aRefusedCommandIsNotRemembered() {
        assertThat(ada.refused(room, "kick", "'member':'m9','cid':'c'")).isEqualTo("target_not_found");
        assertThat(bob.refused(room, "kick", "'member':'m1','cid':'c'")).isEqualTo("forbidden");
        assertThat(ada.refused(room, "edit", "'target':9,'text':'a','cid':'c'")).isEqualTo("target_not_found");
        assertThat(get(ada.ok(room, "update", "'locked':true,'cid':'c'"), "dup"))
                .isNull();
        assertThat(get(bob.send(room, "hello", "c"), "dup")).isNull();
    }

    @Test
    void everyoneMayBeToldToWaitBeforeTheyAreToldThatTheyMayNot() {
        ada.ok(room, "update", "'slowModeMs':60000");
        bob.send(room, "one", "c-1");
        ada.ok(room, "mute", "'member':'m2'");
        assertThat(bob.refused(room, "send", "'text':'two','cid':'c-2'")).isEqualTo("rate_limited");
        assertThat(bob.refused(room, "send", "'text':' ','cid':'c-2'")).isEqualTo("text_required");
        assertThat(get(bob.ok(room, "send", "'text':'one','cid':'c-1'"), "dup")).isEqualTo(true);
        chat.advance(Duration.ofMinutes(1));
        assertThat(bob.refused(room, "send", "'text':'two','cid':'c-2'")).isEqualTo("muted");
    }
}
