package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Member;
import io.github.liveroom.chat.Position;
import io.github.liveroom.chat.Room;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.wire.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Frames that no client sends. Whatever comes: nothing is thrown, every command gets one answer with its own id, and somebody
 * else in the room sees whole entries in order, or nothing.
 */
class ConversationFuzzTest {
    private static final Position START = new Position("x", 0);
    private static final int FRAMES = 100_000;
    private static final Set<Integer> EXPECTED_ENDS = Set.of(4500);
    private static final Set<String> EXPECTED_PUSHES =
            Set.of("message edit delete reaction skip join leave rename typing read status".split(" "));

    /** So seldom one of those is sent that cost much: a hash each, or a room. */
    private static final int SELDOM = 5000;

    /**
     * Commands that work, but for $ID; $ROOM and its $EPOCH; $N, a small number; $T, an offset near the room's end; $M, the
     * number of a member who came lately.
     */
    private static final List<String> COMMANDS = List.of(
            "{\"id\":$ID,\"cmd\":\"create\"}",
            "{\"id\":$ID,\"cmd\":\"create\",\"title\":\"Tea\",\"keep\":false,\"maxMembers\":3,\"codeLength\":8}",
            "{\"id\":$ID,\"cmd\":\"join\",\"room\":\"$ROOM\",\"name\":\"Guest $N\",\"tail\":5}",
            "{\"id\":$ID,\"cmd\":\"join\",\"room\":\"$ROOM\",\"name\":\"Guest $N\",\"tail\":0,"
                    + "\"since\":{\"epoch\":\"x\",\"offset\":$N},\"resume\":\"r\",\"owner\":\"o\"}",
            "{\"id\":$ID,\"cmd\":\"leave\",\"room\":\"$ROOM\"}",
            "{\"id\":$ID,\"cmd\":\"send\",\"room\":\"$ROOM\",\"text\":\"hello $N\",\"cid\":\"c$N\"}",
            "{\"id\":$ID,\"cmd\":\"send\",\"room\":\"$ROOM\",\"text\":\"é😀\\u2028\\ud83d\\ude00\",\"cid\":\"d$N\",\"replyTo\":$N}",
            "{\"id\":$ID,\"cmd\":\"rename\",\"room\":\"$ROOM\",\"name\":\"Guest $N\",\"cid\":\"e$N\"}",
            "{\"id\":$ID,\"cmd\":\"typing\",\"room\":\"$ROOM\",\"on\":true}",
            "{\"id\":$ID,\"cmd\":\"history\",\"room\":\"$ROOM\",\"before\":$N,\"limit\":5}",
            "{\"id\":$ID,\"cmd\":\"send\",\"room\":\"$ROOM\",\"text\":\"psst $N\",\"cid\":\"w$N\",\"to\":[\"m$M\"]}",
            "{\"id\":$ID,\"cmd\":\"edit\",\"room\":\"$ROOM\",\"target\":$T,\"text\":\"better $N\",\"cid\":\"f$N\"}",
            "{\"id\":$ID,\"cmd\":\"delete\",\"room\":\"$ROOM\",\"target\":$T}",
            "{\"id\":$ID,\"cmd\":\"react\",\"room\":\"$ROOM\",\"target\":$T,\"emoji\":\"👍🏽\",\"on\":true,\"cid\":\"g$N\"}",
            "{\"id\":$ID,\"cmd\":\"react\",\"room\":\"$ROOM\",\"target\":$T,\"emoji\":\"x$N\",\"on\":false}",
            "{\"id\":$ID,\"cmd\":\"read\",\"room\":\"$ROOM\",\"offset\":$T}",
            "{\"id\":$ID,\"cmd\":\"status\",\"room\":\"$ROOM\",\"status\":\"idle\"}",
            "{\"id\":$ID,\"cmd\":\"search\",\"room\":\"$ROOM\",\"text\":\"E\",\"before\":$T,\"limit\":3}",
            "{\"id\":$ID,\"cmd\":\"members\",\"room\":\"$ROOM\",\"after\":\"m$N\",\"limit\":2}",
            "{\"id\":$ID,\"cmd\":\"sync\",\"room\":\"$ROOM\",\"since\":{\"epoch\":\"$EPOCH\",\"offset\":$T}}",
            "{\"id\":$ID,\"cmd\":\"update\",\"room\":\"$ROOM\",\"title\":\"Tea $N\",\"passphrase\":null,\"locked\":false,\"maxMembers\":$N,\"slowModeMs\":$N,\"keep\":false}",
            "{\"id\":$ID,\"cmd\":\"kick\",\"room\":\"$ROOM\",\"member\":\"m$M\",\"reason\":\"$N\"}",
            "{\"id\":$ID,\"cmd\":\"ban\",\"room\":\"$ROOM\",\"member\":\"m$M\",\"reason\":\"$N\",\"forMs\":$N}",
            "{\"id\":$ID,\"cmd\":\"unban\",\"room\":\"$ROOM\",\"member\":\"m$M\"}",
            "{\"id\":$ID,\"cmd\":\"mute\",\"room\":\"$ROOM\",\"member\":\"m$M\",\"forMs\":$N}",
            "{\"id\":$ID,\"cmd\":\"role\",\"room\":\"$ROOM\",\"member\":\"m$M\",\"role\":\"moderator\",\"cid\":\"h$N\"}",
            "{\"id\":$ID,\"cmd\":\"role\",\"room\":\"$ROOM\",\"member\":\"m$M\",\"role\":\"owner\"}",
            "{\"id\":$ID,\"cmd\":\"x\"}",
            "{}",
            "");

    private static final List<String> COSTLY = List.of(
            "{\"id\":$ID,\"cmd\":\"create\",\"passphrase\":\"sesame\"}",
            "{\"id\":$ID,\"cmd\":\"update\",\"room\":\"$ROOM\",\"passphrase\":\"sesame\"}",
            "{\"id\":$ID,\"cmd\":\"close\",\"room\":\"$ROOM\",\"reason\":\"$N\"}");

    private static final List<String> TOKENS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "null",
            "true",
            "-",
            "-1",
            "1e3",
            "1.5",
            "9007199254740991",
            "9007199254740992",
            "99999999999999999999999999",
            "\"\"",
            "{}",
            "[]",
            "[[[[[[[[",
            "{\"a\":",
            "\\u0000",
            "\\ud800",
            "\\u",
            "\u0000",
            "\ud800",
            "\udc00",
            "\ufeff",
            "\u2028",
            "\u202e",
            "İ",
            "\r",
            "\n",
            "\"id\":",
            "\"room\":\"0000\",",
            "\"name\":null,",
            "\"text\":7,",
            "\"cid\":\"\",",
            "\"to\":[\"m1\"],",
            "\"on\":1,",
            "\"limit\":0,",
            "\"target\":0,",
            "\"since\":[],",
            "\"forMs\":-1,",
            "\"member\":\"m0\",",
            "\"passphrase\":\"\",",
            "😀",
            "'",
            "//");

    private static final List<String> VALUES = List.of(
            ("null true false 0 -1 1.0 1e3 9007199254740991 9007199254740992 99999999999999999999999999 [] [[[[[[[]]]]]]]"
                            + " [[[[[[[[]]]]]]]] {} {\"epoch\":\"x\",\"offset\":0} \"\" \"\u3000\" \"\\u0000\" \"\\ud800\" \"\u202e\""
                            + " \"Watcher\" \"W\u0430tcher\" \"" + "x".repeat(5000) + "\"")
                    .split(" "));

    private static final Pattern VALUE = Pattern.compile(":(\"[^\"]*\"|\\d+|true|false|null|\\[[^\\]]*\\])");

    private final long seed = Long.getLong("liveroom.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Chat chat = new Chat(settings -> {
        settings.commandsBurst(1_000_000_000).commandsPerSecond(1_000_000_000).ping(Duration.ofHours(9));
        settings.rooms().reconnectGrace(Duration.ZERO).retain(50).maxRooms(2000);
    });
    private final RoomCode room = chat.room();
    private final Client watcher = chat.member(room, "Watcher");

    /** Where those who attack may be owners: nothing there is safe. Another one when it is closed. */
    private RoomCode den = room;

    private Object secretOfDen;

    /** Somebody to be kicked there. */
    private final Client victim = chat.connect();

    /** What anybody was told of. */
    private final Set<Object> happened = new HashSet<>();

    /** The last offset that the watcher saw. */
    private long position = 1;

    private long ids;

    @Test
    @Timeout(300)
    void survivesWhateverIsSent() {
        System.out.println("ConversationFuzzTest: -Dliveroom.seed=" + seed);
        watcher.take();
        Client mallory = null;
        for (int i = 0; i < FRAMES; i++) {
            if (mallory == null || mallory.closed() != null || random.nextInt(100) == 0) {
                if (mallory != null) {
                    mallory.conversation.closed(random.nextBoolean() ? 1000 : 1006);
                }
                mallory = chat.connect();
                enter(mallory);
                mallory.take();
            }
            attack(mallory, frame());
            if (i % 50 == 0) {
                chat.advance(Duration.ofSeconds(1));
            }
            watch(i);
        }
        // Frames that are all refused at the door would prove nothing.
        assertThat(happened)
                .as("seed " + seed)
                .contains("message", "edit", "delete", "reaction", "rename", "role", "room", "skip")
                .contains("kicked", "banned");
    }

    private void enter(Client mallory) {
        if (den.equals(room) || chat.gateway.rooms().find(den).isEmpty()) {
            ServerLine created = chat.connect().ok("'cmd':'create','title':'Den'");
            den = new RoomCode(String.valueOf(Client.get(created, "code")));
            secretOfDen = Client.get(created, "owner");
        }
        victim.say(
                "{'id':1,'cmd':'leave','room':'" + den + "'}",
                "{'id':2,'cmd':'join','room':'" + den + "','name':'Victim'}");
        victim.take();
        String owner = random.nextInt(3) == 0 ? ",'owner':'" + secretOfDen + "'" : "";
        for (String more : List.of("'room':'" + room + "'", "'room':'" + den + "'" + owner)) {
            if (random.nextInt(4) > 0) {
                mallory.say(fill("{'id':0,'cmd':'join','name':'Guest $N','tail':1," + more + "}"));
            }
        }
    }

    private void attack(Client mallory, String frame) {
        Supplier<String> what = () -> "seed " + seed + ", frame " + readable(frame);
        try {
            mallory.conversation.frame(frame);
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what.get(), e);
        }
        List<Object> expected = new ArrayList<>();
        boolean wellFormed = idsOf(frame, expected);
        List<Object> answered = new ArrayList<>();
        for (String line : mallory.take()) {
            ServerLine parsed = ServerLine.parse(line);
            if (parsed.fields().containsKey("id")) {
                answered.add(parsed.fields().get("id"));
                check(parsed.fields().containsKey("ok") != parsed.fields().containsKey("error"), line, what);
                check(!"internal".equals(Client.get(parsed, "error.code")), line, what);
            } else if (parsed.fields().containsKey("type")) {
                happened.add(parsed.fields().get("type"));
                happened.add(parsed.fields().get("reason"));
            }
        }
        check(answered.equals(expected), "answers to " + answered + ", not to " + expected, what);
        check(wellFormed ? mallory.closed() == null : EXPECTED_ENDS.contains(mallory.closed()), "closed", what);
    }

    /** AssertJ would take most of the time. */
    private static void check(boolean holds, String complaint, Supplier<String> what) {
        if (!holds) {
            throw new AssertionError(complaint + "; " + what.get());
        }
    }

    /** The ids of the commands up to the first line that is none; whether there is no such line. */
    private static boolean idsOf(String frame, List<Object> found) {
        for (String text : frame.split("\n")) {
            try {
                if (!text.isBlank()) {
                    Line line = Line.parse(text);
                    if (!line.isEmpty()) {
                        found.add(line.id());
                    }
                }
            } catch (Line.Malformed e) {
                return false;
            }
        }
        return true;
    }

    /** The other one in the room: still there, still told everything, and now and then still able to talk. */
    private void watch(int i) {
        Supplier<String> what = () -> "seed " + seed + ", after frame " + i;
        check(watcher.closed() == null, "closed", what);
        for (String line : watcher.take()) {
            ServerLine push = ServerLine.parse(line);
            check(room.value().equals(push.fields().get("room")), line, what);
            check(EXPECTED_PUSHES.contains(String.valueOf(push.fields().get("type"))), line, what);
            happened.add(push.fields().get("type"));
            check(!push.fields().containsKey("cid"), line, what);
            boolean isEntry = !"read".equals(push.fields().get("type"));
            if (isEntry && push.fields().get("offset") instanceof Long offset) {
                check(offset == position + 1, line, what);
                position = offset;
            }
        }
        if (i % 1000 == 0) {
            assertThat(watcher.send(room, "still here", "w" + i).fields())
                    .as(what)
                    .containsEntry("offset", position + 1);
            watcher.take();
            position++;
        }
    }

    // ---------------------------------------------------------------- frames

    private String frame() {
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1 -> new String(bytes(), StandardCharsets.UTF_8);
            case 2 -> lines();
            case 3, 4, 5, 6 -> line() + "\n" + withOtherValue(line());
            case 7 -> line() + "\n" + mutated(line());
            default -> mutated(lines());
        };
    }

    /** Still an object of JSON. */
    private String withOtherValue(String line) {
        List<MatchResult> values = VALUE.matcher(line).results().toList();
        if (values.isEmpty()) {
            return line;
        }
        MatchResult value = values.get(random.nextInt(values.size()));
        return line.substring(0, value.start() + 1)
                + VALUES.get(random.nextInt(VALUES.size()))
                + line.substring(value.end());
    }

    private String lines() {
        int count = random.nextInt(1, 4);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line());
        }
        return String.join("\n", lines);
    }

    private String line() {
        List<String> commands = random.nextInt(SELDOM) == 0 ? COSTLY : COMMANDS;
        return fill(commands.get(random.nextInt(commands.size())));
    }

    private String fill(String command) {
        long id = switch (random.nextInt(8)) {
            case 0 -> random.nextLong(1L << 53);
            case 1 -> random.nextInt(3);
            default -> ++ids;
        };
        RoomCode about = random.nextInt(3) == 0 ? room : den;
        Position end = chat.gateway
                .rooms()
                .find(about)
                .map(each -> each.info().position())
                .orElse(START);
        String filled = command.replace("$ID", Long.toString(id))
                .replace("$ROOM", about.value())
                .replace("$EPOCH", end.epoch())
                .replace("$T", Long.toString(Math.max(1, end.offset() - random.nextInt(8))))
                .replace("$N", Integer.toString(random.nextInt(60)));
        // Of those who came lately; somebody has to look.
        return filled.contains("$M") ? filled.replace("$M", lately(about)) : filled;
    }

    private String lately(RoomCode about) {
        List<Member> members =
                chat.gateway.rooms().find(about).map(Room::members).orElse(List.of());
        return members.isEmpty()
                ? "9"
                : Long.toString(members.get(random.nextInt(members.size())).id().number());
    }

    private String mutated(String text) {
        StringBuilder mutant = new StringBuilder(text);
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            int at = random.nextInt(mutant.length() + 1);
            int to = Math.min(mutant.length(), at + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> mutant.delete(at, to);
                case 1 -> mutant.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                case 2 -> mutant.replace(at, to, TOKENS.get(random.nextInt(TOKENS.size())));
                case 3 -> mutant.insert(at, mutant.substring(at, to));
                case 4 -> mutant.setLength(at);
                default -> {
                    if (at < mutant.length()) {
                        mutant.setCharAt(at, (char) (mutant.charAt(at) ^ (1 << random.nextInt(7))));
                    }
                }
            }
        }
        return mutant.toString();
    }

    private String noise() {
        return random.ints(random.nextInt(40), 0, 0x10000)
                .mapToObj(c -> Character.toString((char) c))
                .collect(Collectors.joining());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String readable(String frame) {
        return frame.chars()
                .mapToObj(c -> c >= ' ' && c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }
}
