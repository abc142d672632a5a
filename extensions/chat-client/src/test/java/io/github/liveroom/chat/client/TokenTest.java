package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** How the client tells a server that goes by tokens who it is. */
class TokenTest {
    private static final long NOW = 1_763_770_000_000L;

    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private final Scene scene = new Scene(
            Transport.AUTO,
            Runnable::run,
            settings -> settings.token(() -> {
                asked.add(new CompletableFuture<>());
                return asked.get(asked.size() - 1);
            }));

    private FakeLink greeted() {
        FakeLink link = scene.link();
        link.tells("{'hello':{'protocol':'liveroom.v1','pingMs':3600000,'time':" + NOW
                + ",'features':['edit','auth'],'limits':{'frame':65536,'unacked':2},'connection':'s'}}");
        return link;
    }

    private static String until(long seconds) {
        return "{'until':" + (NOW + seconds * 1000) + "}";
    }

    /** In a room, with a token that is good for 100 seconds. */
    private ChatRoom joined() {
        ChatRoom room = scene.join();
        greeted();
        asked.get(0).complete("t1");
        scene.link().answers("auth", until(100));
        scene.link().answers("join", FakeLink.room("e1", 10, FakeLink.messages(10, 10)));
        scene.heard.clear();
        return room;
    }

    @Test
    void showsATokenBeforeAnythingElse() {
        scene.join();
        assertThat(asked).isEmpty();
        FakeLink link = greeted();
        assertThat(asked).hasSize(1);
        assertThat(link.sent).isEmpty();
        assertThat(scene.client.state()).isEqualTo(ClientState.CONNECTING);
        asked.get(0).complete("t1");
        assertThat(link.takes("auth")).containsEntry("token", "t1");
        assertThat(link.sent).as("a join waits for the answer").isEmpty();
        link.tells("{'id':1,'ok':{}}");
        link.takes("join");
        assertThat(scene.client.state()).isEqualTo(ClientState.OPEN);
        scene.pass(3600);
        assertThat(asked).as("without an end there is no other").hasSize(1);
    }

    @Test
    void asksForNoneWhereTheServerWantsNone() {
        scene.joined();
        assertThat(asked).isEmpty();
    }

    @Test
    void showsTheNextOneInTimeOnTheSameConnection() {
        ChatRoom room = joined();
        scene.time.advance(Duration.ofMillis(79_999));
        assertThat(asked).hasSize(1);
        scene.time.advance(Duration.ofMillis(1));
        asked.get(1).complete("t2");
        assertThat(scene.link().answers("auth", until(180))).containsEntry("token", "t2");
        scene.pass(80);
        assertThat(asked).hasSize(3);
        assertThat(scene.links).hasSize(1);
        assertThat(scene.heard).isEmpty();
        assertThat(room.end()).isEmpty();
    }

    @Test
    void triesAgainWhileTheLastOneIsGood() {
        joined();
        scene.pass(80);
        asked.get(1).completeExceptionally(new IllegalStateException("down"));
        scene.pass(15);
        assertThat(asked).hasSize(2);
        scene.pass(1);
        asked.get(2).complete("t3");
        scene.link().refuses("auth", "{'code':'unavailable','message':'','retryAfterMs':1000}");
        scene.pass(4);
        asked.get(3).complete("t4");
        scene.link().answers("auth", until(200));
        assertThat(scene.client.state()).isEqualTo(ClientState.OPEN);
    }

    @Test
    void showsOneOnEachConnection() {
        joined();
        scene.link().closes(1006, "");
        scene.again();
        greeted();
        assertThat(asked).hasSize(2);
        asked.get(1).complete("t2");
        scene.link().answers("auth", until(100));
        assertThat(scene.link().takes("join")).containsKey("resume");
    }

    @Test
    void endsIfTheServerDoesNotTakeIt() {
        ChatRoom room = scene.join();
        greeted();
        asked.get(0).complete("t1");
        scene.link().refuses("auth", "{'code':'unauthorized','message':'no'}");
        assertThat(room.end()).contains(new RoomEnd(4501, "the token was refused", null));
        assertThat(scene.time.waiting()).isZero();
    }

    @Test
    void connectsAnewIfThereIsNoneOrNobodyCanSay() {
        scene.join();
        greeted();
        asked.get(0).completeExceptionally(new IllegalStateException("down"));
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
        scene.again();
        greeted();
        asked.get(1).complete("t2");
        scene.link().refuses("auth", "{'code':'unavailable','message':'','retryAfterMs':1000}");
        assertThat(scene.client.state()).isEqualTo(ClientState.WAITING);
        scene.again();
        greeted();
        scene.pass(15);
        assertThat(scene.client.state()).as("one that never comes").isEqualTo(ClientState.WAITING);
    }

    @Test
    void whatComesTooLateIsNotShown() {
        scene.join();
        greeted();
        scene.link().closes(1006, "");
        FakeLink second = scene.again();
        asked.get(0).complete("t1");
        assertThat(second.sent).isEmpty();
        greeted();
        asked.get(1).complete("t2");
        assertThat(second.takes("auth")).containsEntry("token", "t2");
    }

    @Test
    void aSourceThatThrowsEndsNothing() {
        Scene broken = new Scene(
                Transport.AUTO,
                Runnable::run,
                settings -> settings.token(() -> {
                    throw new IllegalStateException("down");
                }));
        broken.join();
        broken.link().tells("{'hello':{'protocol':'liveroom.v1','features':['auth'],'limits':{}}}");
        assertThat(broken.client.state()).isEqualTo(ClientState.WAITING);
    }

    @Test
    void saysNothingOfATokenInTheLog() {
        List<String> lines = new ArrayList<>();
        Handler recorder = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                lines.add(logged.getMessage() + List.of(logged.getParameters()) + logged.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.github.liveroom.chat.client");
        recorder.setLevel(Level.ALL);
        log.addHandler(recorder);
        try {
            scene.join();
            greeted();
            asked.get(0).completeExceptionally(new IllegalStateException("s3cret"));
        } finally {
            log.removeHandler(recorder);
        }
        assertThat(lines).hasSize(1).noneMatch(line -> line.contains("s3cret"));
        assertThat(scene.client.toString()).doesNotContain("s3cret");
    }
}
