package io.github.liveroom.benchmarks.load;

/**
 * LiveRoom's own protocol. The rooms exist already. Several lines may come in one message, so what matters is found at the
 * braces: an empty object is a ping, an object named {@code error} a refusal. Command 0 leaves, 1 joins, and sequence + 1
 * publishes.
 */
final class LiveRoomDialect implements Dialect {
    private static final byte[] HELLO = Ascii.of("{\"hello\":");
    private static final byte[] RESUME = Ascii.of("\"resume\":");
    private static final byte[] ERROR = Ascii.of("\"error\":{");
    private static final byte[] JOIN_REPLY = Ascii.of("{\"id\":1,");
    private static final byte[] REPLY = Ascii.of("{\"id\":");
    private static final int BEFORE_BRACE = ERROR.length - 1;

    @Override
    public String path() {
        return "/liveroom/ws";
    }

    @Override
    public String subprotocol() {
        return "liveroom.v1";
    }

    @Override
    public void connected(Seat seat) {}

    @Override
    public void heard(Seat seat, Message message) {
        if (seat.isIn()) {
            return;
        }
        if (message.has(0, HELLO)) {
            seat.say("{\"id\":1,\"cmd\":\"join\",\"room\":\"" + seat.room() + "\",\"name\":\"" + seat.name()
                    + "\",\"tail\":0}");
        } else if (message.has(0, JOIN_REPLY) && message.contains(ERROR)) {
            seat.turnedAway(message.text());
        } else if (message.contains(RESUME)) {
            seat.entered();
        }
    }

    @Override
    public boolean seesBraces() {
        return true;
    }

    @Override
    public void brace(Seat seat, Message message, int index) {
        if (message.at(index + 1) == '}') {
            if (startsLine(message, index)) {
                seat.say("{}");
            }
        } else if (message.at(index - 1) == ':' && message.has(index - BEFORE_BRACE, ERROR)) {
            long id = id(message, index);
            if (id > 1) {
                seat.refused(id - 1);
            }
        }
    }

    private static boolean startsLine(Message message, int index) {
        return index == 0 || message.at(index - 1) == '\n';
    }

    /** The command that the line around an index answers, -1 if it is no answer. */
    private static long id(Message message, int index) {
        int start = index;
        while (!startsLine(message, start)) {
            start--;
        }
        if (!message.has(start, REPLY)) {
            return -1;
        }
        long id = 0;
        for (int i = start + REPLY.length; message.at(i) >= '0' && message.at(i) <= '9'; i++) {
            id = 10 * id + message.at(i) - '0';
        }
        return id;
    }

    @Override
    public void publish(Line line, Seat seat, int sequence, byte[] text) {
        long id = sequence + 1L;
        line.ascii("{\"id\":")
                .number(id)
                .ascii(",\"cmd\":\"send\",\"room\":\"")
                .ascii(seat.room())
                .ascii("\",\"cid\":\"")
                .number(id)
                .ascii("\",\"text\":\"")
                .bytes(text)
                .ascii("\"}");
    }

    @Override
    public void leave(Line line, Seat seat) {
        line.ascii("{\"id\":0,\"cmd\":\"leave\",\"room\":\"").ascii(seat.room()).ascii("\"}");
    }
}
