package io.github.liveroom.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A seat that writes down what its dialect does. */
final class FakeSeat implements Seat {
    final List<String> said = new ArrayList<>();
    final List<Long> refused = new ArrayList<>();
    String turnedAway = "";
    private boolean in;
    private String note = "";

    /** What the dialect says when a message comes. */
    List<String> hear(Dialect dialect, String text) {
        said.clear();
        dialect.heard(this, message(text));
        return List.copyOf(said);
    }

    static Message message(String text) {
        byte[] bytes = ("~" + text + "~").getBytes(StandardCharsets.UTF_8);
        return new Message().set(ByteBuffer.wrap(bytes), 1, bytes.length - 1);
    }

    static String published(Dialect dialect, Seat seat, int sequence, String text) {
        Line line = new Line();
        dialect.publish(line, seat, sequence, text.getBytes(StandardCharsets.UTF_8));
        return line.toString();
    }

    static String left(Dialect dialect, Seat seat) {
        Line line = new Line();
        dialect.leave(line, seat);
        return line.toString();
    }

    @Override
    public String room() {
        return "KQZW";
    }

    @Override
    public String name() {
        return "ada";
    }

    @Override
    public boolean isIn() {
        return in;
    }

    @Override
    public String note() {
        return note;
    }

    @Override
    public void note(String text) {
        note = text;
    }

    @Override
    public void say(String text) {
        said.add(text);
    }

    @Override
    public void entered() {
        in = true;
    }

    @Override
    public void turnedAway(String why) {
        turnedAway = why;
    }

    @Override
    public void refused(long sequence) {
        refused.add(sequence);
    }
}
