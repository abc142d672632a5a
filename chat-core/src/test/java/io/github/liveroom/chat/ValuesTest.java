package io.github.liveroom.chat;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.liveroom.chat.spi.EntryBatch;
import io.github.liveroom.chat.spi.RoomLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final MemberId LONGEST_ID = new MemberId(999_999_999_999_999L);
    private static final long LAST = (1L << 53) - 1;

    // ---------------------------------------------------------------- what people write, in bytes

    /** A line as long as it can be for a fact, written the plain way. */
    private static String line(Entry entry) {
        Fact fact = entry.fact();
        String rest;
        if (fact instanceof Fact.Message message) {
            rest = field("member", message.member().toString())
                    + field("name", message.name())
                    + (message.text() == null ? ",\"deleted\":true" : field("text", message.text()))
                    + ",\"replyTo\":" + message.replyTo()
                    + (message.to().isEmpty()
                            ? ""
                            : ",\"to\":[\""
                                    + message.to().stream()
                                            .map(MemberId::toString)
                                            .collect(joining("\",\"")) + "\"]")
                    + (message.edited() == null ? "" : ",\"edited\":" + message.edited());
        } else if (fact instanceof Fact.Edit edit) {
            rest = field("member", edit.member().toString())
                    + ",\"target\":" + edit.target()
                    + (edit.text() == null ? "" : field("text", edit.text()));
        } else if (fact instanceof Fact.Delete deletion) {
            rest = field("member", deletion.member().toString()) + ",\"target\":" + deletion.target();
        } else if (fact instanceof Fact.Reaction reaction) {
            rest = field("member", reaction.member().toString())
                    + ",\"target\":" + reaction.target()
                    + field("emoji", reaction.emoji())
                    + ",\"on\":" + reaction.on();
        } else if (fact instanceof Fact.Update update) {
            RoomChanges changes = update.changes();
            rest = field("title", changes.title())
                    + ",\"passphrase\":false,\"locked\":" + changes.locked()
                    + ",\"maxMembers\":" + changes.maxMembers()
                    + ",\"slowModeMs\":" + changes.slowMode().toMillis()
                    + ",\"keep\":" + changes.keep()
                    + field("by", String.valueOf(update.by()));
        } else if (fact instanceof Fact.Skip) {
            rest = "";
        } else if (fact instanceof Fact.Join join) {
            rest = field("member", join.member().toString())
                    + field("name", join.name())
                    + field("role", join.role().toString());
        } else if (fact instanceof Fact.Leave leave) {
            rest = field("member", leave.member().toString())
                    + field("name", leave.name())
                    + field("reason", leave.reason().toString());
        } else if (fact instanceof Fact.Rename rename) {
            rest = field("member", rename.member().toString())
                    + field("name", rename.name())
                    + field("was", rename.was());
        } else if (fact instanceof Fact.RoleChange change) {
            rest = field("member", change.member().toString())
                    + field("role", change.role().toString())
                    + field("by", String.valueOf(change.by()))
                    + (change.until() == null
                            ? ""
                            : ",\"until\":" + change.until().toEpochMilli());
        } else if (fact instanceof Fact.Close close) {
            rest = field("reason", close.reason());
        } else {
            throw new AssertionError("no line for " + fact.getClass());
        }
        return "{\"room\":\"ABCDEFGHIJKLMNOP\",\"offset\":" + LAST
                + field("type", fact.getClass().getSimpleName())
                + ",\"at\":9999999999999" + rest
                + (entry.cause() == null ? "" : field("cid", entry.cause().cid()))
                + "}\n";
    }

    private static String field(String name, String value) {
        StringBuilder escaped = new StringBuilder();
        for (char c : value.toCharArray()) {
            if (c < ' ' || c == 0x7f) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return ",\"" + name + "\":\"" + escaped + "\"";
    }

    @Test
    void knowsForEveryKindOfFactHowLongItsLineCanBe() {
        List<Fact> facts = new ArrayList<>();
        for (String text : List.of(
                "",
                "plain",
                "\"\\\"\\",
                "\0\u0001\u001F\u007F\t\r\n",
                "\u0080\u00E9\u07FF",
                "\u0800\u4F60\uFFFD\u2028",
                "\uD83D\uDC4D\uD83D\uDC4D")) {
            facts.add(new Fact.Message(LONGEST_ID, text, text, LAST));
            facts.add(new Fact.Message(
                    LONGEST_ID, text, text, LAST, Collections.nCopies(Command.Send.MAX_TO, LONGEST_ID), LAST));
            facts.add(new Fact.Message(LONGEST_ID, text, null, LAST));
            facts.add(new Fact.Edit(LONGEST_ID, LAST, text, List.of()));
            facts.add(new Fact.Edit(LONGEST_ID, LAST, null, List.of(LONGEST_ID)));
            facts.add(new Fact.Delete(LONGEST_ID, LAST, List.of()));
            facts.add(new Fact.Reaction(LONGEST_ID, LAST, text, false, List.of()));
            facts.add(new Fact.Join(LONGEST_ID, text, Role.MODERATOR, Visitor.known(text), text));
            facts.add(new Fact.RoleChange(LONGEST_ID, Role.MUTED, LONGEST_ID, Instant.ofEpochMilli(LAST)));
            facts.add(new Fact.Update(
                    new RoomChanges(text, text, false, 1_000_000, RoomChanges.MAX_SLOW_MODE, false), LONGEST_ID));
            facts.add(new Fact.Skip());
            for (LeaveReason reason : LeaveReason.values()) {
                facts.add(new Fact.Leave(LONGEST_ID, text, reason));
            }
            facts.add(new Fact.Rename(LONGEST_ID, text, text));
            facts.add(new Fact.RoleChange(LONGEST_ID, Role.MODERATOR, LONGEST_ID));
            facts.add(new Fact.Close(text));
        }
        assertThat(facts.stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
        for (Fact fact : facts) {
            for (Entry.Cause cause : new Entry.Cause[] {null, new Entry.Cause("m1", "\"".repeat(36), "send")}) {
                Entry entry = new Entry(LAST, Instant.EPOCH, fact, cause);
                assertThat(entry.size())
                        .as("%s", fact)
                        .isGreaterThanOrEqualTo(line(entry).getBytes(StandardCharsets.UTF_8).length)
                        .as("and not absurdly more")
                        .isLessThan(line(entry).getBytes(StandardCharsets.UTF_8).length + 224);
            }
        }
    }

    // ---------------------------------------------------------------- values that check themselves

    @Test
    void readsBackEveryMemberId() {
        for (long number : new long[] {1, 7, 10, 1023, 1024, 999_999_999_999_999L}) {
            assertThat(MemberId.parse(new MemberId(number).toString())).contains(new MemberId(number));
        }
        for (String bad :
                List.of("", "m", "7", "m0", "m07", "m-1", "M7", "m7 ", "m1e3", "m\u0661", "x7", "m" + "9".repeat(16))) {
            assertThat(MemberId.parse(bad)).as(bad).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new MemberId(0));
        assertThat(new MemberId(2)).isLessThan(new MemberId(10));
    }

    @Test
    void refusesValuesOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Position("e", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.History(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.History(null, 101));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ask.as("Ada").tail(-1).request());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ask.as("Ada").tail(201).request());
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomLog.Draft(List.of(), null));
    }

    @Test
    void refusesSettingsOutOfRange() {
        RoomServiceBuilder builder = RoomService.builder();
        List<Runnable> bad = List.of(
                () -> builder.reconnectGrace(Duration.ofMillis(-1)),
                () -> builder.emptyGrace(Duration.ofMillis(-1)),
                () -> builder.codeRest(Duration.ofMillis(-1)),
                () -> builder.codeLength(3),
                () -> builder.codeLength(17),
                () -> builder.maxMembers(0),
                () -> builder.maxMembers(1_000_001),
                () -> builder.maxRooms(0),
                () -> builder.nameLength(0),
                () -> builder.nameLength(129),
                () -> builder.textLength(0),
                () -> builder.textLength(100_001),
                () -> builder.retain(0),
                () -> builder.retain(1_000_001),
                () -> builder.retainAge(Duration.ZERO),
                () -> builder.retainAge(Duration.ofMillis(-1)),
                () -> builder.retainBytes(1023),
                () -> builder.recover(0),
                () -> builder.recover(100_001),
                () -> builder.replyBytes(64 * 1024 - 1));
        for (int i = 0; i < bad.size(); i++) {
            assertThatIllegalArgumentException().as("number %s", i).isThrownBy(bad.get(i)::run);
        }
    }

    @Test
    void usesTheSettingsItIsGiven() {
        try (RoomService rooms = RoomService.builder()
                .nameLength(1)
                .textLength(2)
                .maxMembers(3)
                .maxRooms(4)
                .retain(5)
                .retainAge(Duration.ofSeconds(6))
                .retainBytes(7000)
                .historyBytes(70_000)
                .recover(8)
                .replyBytes(90_000)
                .codeLength(9)
                .codeRest(Duration.ZERO)
                .build()) {
            assertThat(rooms.limits())
                    .isEqualTo(new RoomLimits(1, 2, 3, 4, 5, Duration.ofSeconds(6), 7000, 70_000, 8, 90_000));
            assertThat(rooms.create().code().value()).hasSize(9);
        }
    }

    @Test
    void saysWhatARequestThatHadToBeDoneWasRefusedFor() {
        assertThat(Outcome.ok("done").orElseThrow()).isEqualTo("done");
        assertThatThrownBy(() -> Outcome.refused(Refusal.ROOM_FULL, "full").orElseThrow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ROOM_FULL");
        assertThat(Outcome.refused(Refusal.RATE_LIMITED, "later", Duration.ofSeconds(1)))
                .isEqualTo(new Outcome.Refused<>(Refusal.RATE_LIMITED, "later", Duration.ofSeconds(1)));
    }

    @Test
    void encodesABatchOnce() {
        Entry entry = new Entry(1, Instant.EPOCH, new Fact.Close(""), null);
        EntryBatch batch = new EntryBatch(new RoomCode("ABCD"), List.of(entry));
        List<EntryBatch> encoded = new ArrayList<>();

        for (int i = 0; i < 3; i++) {
            assertThat(batch.<String>encoded(of -> {
                        encoded.add(of);
                        return "line " + encoded.size();
                    }))
                    .isEqualTo("line 1");
        }
        assertThat(encoded).containsExactly(batch);
        assertThat(batch.room()).isEqualTo(new RoomCode("ABCD"));
        assertThat(batch.entries()).containsExactly(entry);
    }

    @Test
    void showsNoSecretInItsTextForm() {
        try (TestService service = new TestService()) {
            RoomOptions options = new RoomOptions("title", "open sesame", false, null, null);
            NewRoom created = service.create(options);
            Ask ask = Ask.as("Ada")
                    .passphrase("open sesame")
                    .owner(created.ownerSecret())
                    .resume("a resume secret");
            var client = ask.at(created.room());
            service.executor.runAll();

            for (Object shown : List.of(
                    options,
                    created,
                    ask.request(),
                    client.joined(),
                    client.answer().orElseThrow())) {
                assertThat(shown.toString())
                        .doesNotContain("sesame", created.ownerSecret(), "a resume secret", client.resume());
            }
        }
    }
}
