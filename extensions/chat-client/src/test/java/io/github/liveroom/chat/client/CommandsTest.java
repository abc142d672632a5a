package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.Answer;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.MemberStatus;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.Role;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    private static final MemberId BOB = new MemberId(2);
    private static final Answer.Done DONE = new Answer.Done();

    private final Scene scene = new Scene();

    private static Arguments command(
            String line, String ok, Object answer, Function<ChatRoom, CompletableFuture<? extends Outcome<?>>> call) {
        return Arguments.of(line, ok, answer, call);
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                command("'edit','target':3,'text':'x'", "'offset':9", 9L, room -> room.edit(3, "x")),
                command("'delete','target':3", "'offset':9", 9L, room -> room.delete(3)),
                command("'react','target':3,'emoji':'+','on':true", "'offset':9", 9L, room -> room.react(3, "+", true)),
                command("'read','offset':3", "", DONE, room -> room.read(3)),
                command("'rename','name':'Eve'", "'name':'eve'", "eve", room -> room.rename("Eve")),
                command("'status','status':'idle'", "", DONE, room -> room.status(MemberStatus.IDLE)),
                command(
                        "'update','title':'Tea','passphrase':null,'locked':true,'maxMembers':5,'slowModeMs':1500,'keep':false",
                        "'offset':9",
                        9L,
                        room -> room.update(RoomUpdate.NONE
                                .title("Tea")
                                .passphrase(null)
                                .locked(true)
                                .maxMembers(5)
                                .slowMode(Duration.ofMillis(1500))
                                .keep(false))),
                command("'kick','member':'m2','reason':'r'", "'offset':9", 9L, room -> room.kick(BOB, "r")),
                command(
                        "'ban','member':'m2','reason':'','forMs':60000",
                        "'offset':9",
                        9L,
                        room -> room.ban(BOB, "", Duration.ofMinutes(1))),
                command("'ban','member':'m2','reason':''", "'offset':9", 9L, room -> room.ban(BOB, "", null)),
                command("'unban','member':'m2'", "", DONE, room -> room.unban(BOB)),
                command(
                        "'mute','member':'m2','reason':'','forMs':0",
                        "'offset':9",
                        9L,
                        room -> room.mute(BOB, "", Duration.ZERO)),
                command("'role','member':'m2','role':'owner'", "'offset':9", 9L, room -> room.role(BOB, Role.OWNER)),
                command("'close','reason':'late'", "", DONE, room -> room.close("late")),
                command(
                        "'history','limit':5",
                        "'entries':[],'more':true",
                        new RoomPage(List.of(), true),
                        room -> room.history(null, 5)),
                command(
                        "'search','before':7,'limit':5,'text':'x'",
                        "'entries':[]",
                        new RoomPage(List.of(), false),
                        room -> room.search("x", 7L, 5)),
                command("'members','after':'m2','limit':5", "'members':[]", List.of(), room -> room.members(BOB, 5)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void saysAndUnderstands(
            String line, String ok, Object answer, Function<ChatRoom, CompletableFuture<? extends Outcome<?>>> call) {
        ChatRoom room = scene.joined();
        CompletableFuture<? extends Outcome<?>> future = call.apply(room);
        String said = scene.link().sent.remove().replace('"', '\'');
        String cmd = line.substring(0, line.indexOf('\'', 1) + 1);
        String id = said.replaceAll("\\{'id':(\\d+),.*", "$1");
        assertThat(said.substring(0, said.length() - 1).split(",(?=')"))
                .containsExactlyInAnyOrder(
                        ("{'id':" + id + ",'cmd':" + cmd + ",'room':'KQZW'" + line.substring(cmd.length()))
                                .split(",(?=')"));
        scene.link().tells("{'id':" + id + ",'ok':{" + ok + "}}");
        assertThat(Scene.now(future)).isEqualTo(Outcome.ok(answer));
    }

    @Test
    void repliesAndWhispers() {
        ChatRoom room = scene.joined();
        room.reply(3, "a");
        room.whisper(List.of(BOB, new MemberId(9)), "b");
        assertThat(scene.link().takes("send")).containsEntry("replyTo", 3L).containsEntry("text", "a");
        assertThat(scene.link().takes("send")).containsEntry("to", List.of("m2", "m9"));
    }

    @Test
    void readsEntriesAndMembersOfPages() {
        ChatRoom room = scene.joined();
        CompletableFuture<Outcome<RoomPage>> page = room.history(null, 5);
        scene.link().answers("history", "{" + FakeLink.messages(3, 4) + ",'more':false}");
        assertThat(Scene.now(page).orElseThrow().lines())
                .extracting(RoomLine::offset)
                .containsExactly(3L, 4L);
        CompletableFuture<Outcome<List<Participant>>> members = room.members(null, 5);
        scene.link()
                .answers(
                        "members",
                        "{'members':[{'member':'m2','name':'Bob','role':'moderator','status':'idle','connections':3}]}");
        assertThat(Scene.now(members).orElseThrow())
                .extracting(Participant::role, Participant::status, Participant::connections)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Role.MODERATOR, MemberStatus.IDLE, 3));
    }

    @Test
    void typingIsSaidOnceInThreeSecondsAndOnlyWhenThereIsSomebodyToHear() {
        ChatRoom room = scene.join();
        room.typing(true);
        scene.link().saysHello();
        scene.link().answers("join", FakeLink.room("e1", 1, "'entries':[]"));
        assertThat(scene.link().sent).isEmpty();
        room.typing(true);
        room.typing(true);
        scene.time.advance(Duration.ofMillis(2999));
        room.typing(true);
        assertThat(scene.link().takes("typing")).containsEntry("on", true);
        assertThat(scene.link().sent).isEmpty();
        scene.time.advance(Duration.ofMillis(1));
        room.typing(true);
        room.typing(false);
        scene.link().takes("typing");
        assertThat(scene.link().takes("typing")).containsEntry("on", false);
    }

    @Test
    void refusesAtTheDoorWhatNoServerCouldTake() {
        assertThatThrownBy(() -> JoinOptions.of("no", "Ada")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JoinOptions.of("KQZW", "Ada").tail(201)).hasMessageContaining("tail");
        assertThatThrownBy(() -> JoinOptions.of("KQZW", null)).hasMessageContaining("name");
        assertThatThrownBy(() -> ChatClient.builder().uri(URI.create("ftp://host/ws")))
                .hasMessageContaining("uri");
        assertThatThrownBy(() -> ChatClient.builder().uri(URI.create("/liveroom/ws")))
                .hasMessageContaining("uri");
        assertThatThrownBy(() -> ChatClient.builder().build()).hasMessageContaining("uri");
        assertThat(JoinOptions.of("kq-zw", "Ada")
                        .owner("secret")
                        .passphrase("words")
                        .toString())
                .doesNotContain("secret", "words", "Ada");
    }
}
