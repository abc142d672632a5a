package io.github.liveroom.tests.client;

import static io.github.liveroom.tests.client.TalkingTest.client;
import static io.github.liveroom.tests.client.TalkingTest.create;
import static io.github.liveroom.tests.client.TalkingTest.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.client.ChatClient;
import io.github.liveroom.chat.client.ChatRoom;
import io.github.liveroom.chat.client.JoinOptions;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotOfTheDocsTest {
    @TempDir
    Path folder;

    @Test
    void theBotOfTheDocsCompilesAndAnswers() throws Exception {
        String docs = Files.readString(Path.of("..", "..", "docs", "embedding.md"));
        Matcher block = Pattern.compile("## A bot in ten lines.*?```java\n(.*?)```", Pattern.DOTALL)
                .matcher(docs);
        assertThat(block.find()).isTrue();
        Path source = folder.resolve("EchoBot.java");
        Files.writeString(source, block.group(1));
        String path = System.getProperty("java.class.path");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-Xlint:all,-path", "-Werror", "-proc:none", "-cp", path, source.toString());
        assertThat(compiled).isZero();

        try (ChatServer server = ChatServer.start(Map.of());
                ChatClient client = client(server.uri())) {
            RoomCode code = create(client);
            Ear ear = new Ear();
            ChatRoom room = client.join(JoinOptions.of(code, "Ada"), ear);
            ok(room.joined());
            Process bot = start(path, server.uri(), code);
            try {
                ear.awaitOffset(2);
                ok(room.send("hello"));
                ear.awaitText("You said: hello");
            } finally {
                bot.destroyForcibly();
                bot.waitFor();
            }
        }
    }

    private Process start(String path, URI server, RoomCode code) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", folder + File.pathSeparator + path, "EchoBot", server.toString(), code.display())
                .inheritIO()
                .start();
    }
}
