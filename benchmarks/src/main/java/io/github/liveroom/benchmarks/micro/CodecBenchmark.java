package io.github.liveroom.benchmarks.micro;

import io.github.liveroom.chat.Command;
import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.Fact;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.Outcome;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.jakarta.wire.CommandReader;
import io.github.liveroom.chat.jakarta.wire.Line;
import io.github.liveroom.chat.jakarta.wire.LineWriter;
import java.time.Instant;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A message on the wire, which is read once and written once for the room. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets up first
public class CodecBenchmark {
    private static final RoomCode ROOM = new RoomCode("ABCD");
    private static final Set<String> FEATURES = Set.copyOf(CommandReader.FEATURES);

    /** Of the text, in ASCII. */
    @Param({"64", "4000"})
    public int length;

    private String line;
    private Entry entry;

    /** Makes a message. */
    @Setup
    public void write() {
        String text = "x".repeat(length);
        line = "{\"id\":12345,\"cmd\":\"send\",\"room\":\"ABCD\",\"cid\":\"2VmTb0mW1kLq8eRwz3Yc7A\",\"text\":\"" + text
                + "\"}";
        entry = new Entry(
                12_345,
                Instant.parse("2026-01-02T03:04:05.006Z"),
                new Fact.Message(new MemberId(17), "Member 17", text, null),
                new Entry.Cause("scope", "2VmTb0mW1kLq8eRwz3Yc7A", "send"));
    }

    /** All that is read of a command on its way to the room. */
    @Benchmark
    public Outcome<Command> read(Blackhole read) throws Line.Malformed, Line.BadField {
        Line parsed = Line.parse(line);
        read.consume(parsed.id());
        String command = Line.required("cmd", parsed.text("cmd"));
        read.consume(CommandReader.room(parsed));
        read.consume(CommandReader.cid(command, parsed));
        return CommandReader.read(command, parsed, FEATURES);
    }

    /** The line that all members get. */
    @Benchmark
    public String entry() {
        return LineWriter.entry(ROOM, entry);
    }
}
