package io.github.liveroom.chat.jakarta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.LeaveReason;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Role;
import io.github.liveroom.chat.RoomChanges;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** {@link Entry#size()} stands for the encoded size in retention and reply limits: it must never be too small. */
class EntrySizeTest {
    private static final long LARGEST = (1L << 53) - 1;
    private static final int RUNS = 20_000;
    private static final RoomCode LONGEST = new RoomCode("ABCDEFGHIJKLMNOP");

    private final long seed = Long.getLong("liveroom.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    private static int bytes(Entry entry) {
        Entry.Cause cause = entry.cause();
        String line = LineWriter.entry(LONGEST, entry);
        return (cause == null ? line : LineWriter.withCid(line, cause.cid())).getBytes(StandardCharsets.UTF_8).length;
    }

    private static Entry entry(Fact fact, Entry.Cause cause) {
        return new Entry(LARGEST, Instant.parse("9999-12-31T23:59:59.999Z"), fact, cause);
    }

    @Test
    void isAnUpperBoundWhateverIsSaid() {
        System.out.println("EntrySizeTest: -Dliveroom.seed=" + seed);
        for (int run = 0; run < RUNS; run++) {
            Entry entry = entry(fact(), random.nextInt(3) == 0 ? null : new Entry.Cause("s", ascii(36), "send"));
            assertThat(entry.size()).as("seed %s, %s", seed, entry).isGreaterThanOrEqualTo(bytes(entry));
        }
    }

    @Test
    void isAnUpperBoundOfTheLargestEntryOfEachKind() {
        MemberId member = new MemberId(LARGEST);
        String name = "\u0001".repeat(32);
        Entry.Cause cause = new Entry.Cause("s", "\"".repeat(36), "send");
        for (Fact fact : new Fact[] {
            new Fact.Message(member, name, "\u0001".repeat(4000), LARGEST),
            new Fact.Join(member, name, Role.MODERATOR, Visitor.known("i".repeat(500)), "s".repeat(500)),
            new Fact.Join(
                    member,
                    name,
                    Role.MODERATOR,
                    new Visitor(null, null, null, "{\"a\":\"" + "x".repeat(1000) + "\"}", true),
                    "s"),
            new Fact.Message(
                    member, name, "\u0001", LARGEST, Collections.nCopies(Command.Send.MAX_TO, member), LARGEST),
            new Fact.Message(member, name, null, LARGEST, List.of(), null),
            new Fact.Edit(member, LARGEST, "\u0001".repeat(4000), List.of()),
            new Fact.Delete(member, LARGEST, List.of()),
            new Fact.Reaction(member, LARGEST, "\uD83D\uDC4D".repeat(16), false, List.of()),
            new Fact.RoleChange(member, Role.MODERATOR, member, Instant.parse("9999-12-31T23:59:59.999Z")),
            new Fact.Update(
                    new RoomChanges("\u0001".repeat(80), "h", false, 1_000_000, RoomChanges.MAX_SLOW_MODE, false),
                    member),
            new Fact.Skip(),
            new Fact.Leave(member, name, LeaveReason.SHUTDOWN),
            new Fact.Rename(member, name, name),
            new Fact.RoleChange(member, Role.MODERATOR, member),
            new Fact.Close("\u0001".repeat(200))
        }) {
            Entry entry = entry(fact, cause);
            assertThat(entry.size()).as(fact.toString()).isGreaterThanOrEqualTo(bytes(entry));
        }
    }

    @Test
    void isNotFarOffForAnOrdinaryMessage() {
        Entry entry = new Entry(
                42,
                Instant.ofEpochMilli(1_763_770_000_123L),
                new Fact.Message(new MemberId(7), "Ada", "hello", null),
                null);
        assertThat(entry.size()).isLessThan(3 * bytes(entry));
    }

    private Fact fact() {
        MemberId member = new MemberId(random.nextLong(1, LARGEST + 1));
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Fact.Message(member, text(32), text(200), random.nextBoolean() ? null : LARGEST);
            case 2 -> new Fact.Join(member, text(32), Role.MODERATOR, Visitor.UNKNOWN, "s");
            case 3 -> new Fact.Leave(member, text(32), LeaveReason.SHUTDOWN);
            case 4 -> new Fact.Rename(member, text(32), text(32));
            default -> new Fact.Close(text(200));
        };
    }

    private String text(int longest) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(longest + 1); left > 0; left--) {
            int c = switch (random.nextInt(6)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> "\"\\/\u007f\u0080\u07ff\u0800\u2028\ufeff\uffff".charAt(random.nextInt(10));
                case 2 -> random.nextInt(0x10000, 0x110000);
                case 3 -> random.nextInt(0x80, 0x800);
                case 4 -> random.nextInt(0x800, 0xd800);
                default -> random.nextInt(0x20, 0x7f);
            };
            text.appendCodePoint(c);
        }
        return text.toString();
    }

    private String ascii(int longest) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(1, longest + 1); left > 0; left--) {
            text.append((char) random.nextInt(0x20, 0x7f));
        }
        return text.toString();
    }
}
