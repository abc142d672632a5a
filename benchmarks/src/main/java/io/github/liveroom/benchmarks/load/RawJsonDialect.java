package io.github.liveroom.benchmarks.load;

/** The plainest chat: one JSON object a frame, one room a connection; what one says is sent to everybody, to that one too. */
final class RawJsonDialect implements Dialect {
    private static final byte[] JOINED = Ascii.of("joined");

    @Override
    public String path() {
        return "/ws";
    }

    @Override
    public void connected(Seat seat) {
        seat.say("{\"type\":\"join\",\"room\":\"" + seat.room() + "\",\"name\":\"" + seat.name() + "\"}");
    }

    @Override
    public void heard(Seat seat, Message message) {
        if (!seat.isIn() && message.contains(JOINED)) {
            seat.entered();
        }
    }

    @Override
    public void publish(Line line, Seat seat, int sequence, byte[] text) {
        line.ascii("{\"type\":\"msg\",\"text\":\"").bytes(text).ascii("\"}");
    }

    @Override
    public void leave(Line line, Seat seat) {
        line.ascii("{\"type\":\"leave\"}");
    }
}
