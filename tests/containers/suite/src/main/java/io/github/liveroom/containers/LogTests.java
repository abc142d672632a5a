package io.github.liveroom.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What bad clients leave in the server's log, which runs in this JVM. */
abstract class LogTests extends WireTests {
    private static final String SECRET_NAME = "Rumpelstilzchen";
    private static final String SECRET_TEXT = "today I bake, tomorrow I brew";

    private CapturedLog log;
    private int misdeeds;

    LogTests(Servers servers) {
        super(servers);
    }

    @BeforeEach
    void record() {
        server(); // starting one may take a line
        log = closing(new CapturedLog(Level.INFO));
    }

    private interface Misdeed {
        void commit(WireClient ada, String room) throws IOException;
    }

    @Test
    void saysLittleAboutRubbish() throws IOException {
        assertSaysLittle((ada, room) -> {
            ada.frame("rubbish " + SECRET_TEXT);
            assertThat(ada.closeCode()).isEqualTo(4500);
        });
        assertSaysLittle((ada, room) -> {
            ada.frame("{\"id\":\"" + SECRET_TEXT + "\",\"name\":\"" + SECRET_NAME + "\"}");
            assertThat(ada.closeCode()).isEqualTo(4500);
        });
    }

    @Test
    void saysLittleAboutFramesThatBreakTheRules() throws IOException {
        assertSaysLittle((ada, room) -> {
            byte[] binary = SECRET_TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(raw(server()).frame(RawSocket.BINARY, true, binary).closeCode())
                    .isEqualTo(1003);
        });
        assertSaysLittle((ada, room) -> {
            byte[] broken = ("{\"x\":\"" + SECRET_TEXT + "?\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            broken[broken.length - 3] = (byte) 0xff;
            assertThat(raw(server()).frame(RawSocket.TEXT, true, broken).closeCode())
                    .isEqualTo(1007);
        });
        assertSaysLittle((ada, room) -> assertThat(
                        raw(server()).text(SECRET_TEXT.repeat(5000)).closeCode())
                .isEqualTo(1009));
        assertSaysLittle((ada, room) -> assertThat(
                        raw(server()).frame(3, true, new byte[0]).closeCode())
                .as("an opcode that does not exist")
                .isIn(1002, 1006));
    }

    @Test
    void saysLittleAboutRefusals() throws IOException {
        assertSaysLittle((ada, room) -> {
            ada.error("send", "room", room, "text", SECRET_TEXT + "\0", "cid", "c1");
            ada.error("send", "room", room, "text", SECRET_TEXT.repeat(1000), "cid", "c1");
            ada.error("rename", "room", room, "name", SECRET_NAME + "\u202e");
            ada.error("join", "room", SECRET_TEXT, "name", SECRET_NAME);
            ada.error(SECRET_TEXT);
        });
    }

    @Test
    void saysLittleAboutBrokenConnections() throws IOException {
        assertSaysLittle((ada, room) -> {
            WireClient bob = connect();
            bob.join(room, "Bob");
            bob.say(room, SECRET_TEXT);
            bob.drop();
            ada.push(room, "status");
        });
    }

    @Test
    void saysLittleAboutHandshakesThatAreRefused() throws IOException {
        for (String header : List.of("Origin: http://evil.example", "Sec-WebSocket-Protocol: " + SECRET_NAME)) {
            assertSaysLittle((ada, room) -> {
                try (RawSocket raw = RawSocket.dial(server())) {
                    raw.handshake(server(), header);
                }
            });
        }
    }

    /** Whoever can connect could fill the disk otherwise. */
    @Test
    void saysAFewLinesAboutMany() {
        for (int i = 0; i < 50; i++) {
            WireClient ada = connect();
            ada.frame("rubbish");
            assertThat(ada.closeCode()).isEqualTo(4500);
        }
        assertThat(log.records()).hasSizeLessThanOrEqualTo(3);
    }

    private void assertSaysLittle(Misdeed misdeed) throws IOException {
        misdeeds++;
        WireClient ada = connect();
        String room = ada.create();
        ada.join(room, SECRET_NAME);
        misdeed.commit(ada, room);
        // What there was to say about it is most often said once the server has gone on; if not, it counts for the
        // next.
        WireClient bob = connect();
        bob.join(bob.create(), "Bob");
        assertThat(log.records()).as("lines").hasSizeLessThanOrEqualTo(misdeeds);
        for (LogRecord each : log.records()) {
            String line = each.getParameters() == null
                    ? String.valueOf(each.getMessage())
                    : MessageFormat.format(String.valueOf(each.getMessage()), each.getParameters());
            assertThat(each.getLevel().intValue()).as(line).isLessThan(Level.WARNING.intValue());
            assertThat(each.getThrown()).as(line).isNull();
            assertThat(line).doesNotContain(SECRET_NAME, SECRET_TEXT, room).doesNotContain("\n");
            assertKeepsNoApplication(each);
        }
    }

    /** Some handlers keep records, and an object keeps its class, and that the class loader of the application. */
    private static void assertKeepsNoApplication(LogRecord logged) {
        if (logged.getParameters() != null
                && String.valueOf(logged.getLoggerName()).startsWith("io.github.liveroom")) {
            assertThat(logged.getParameters())
                    .as(logged.getMessage())
                    .allMatch(each -> each == null || each.getClass().getClassLoader() == null);
        }
    }
}
