package io.github.liveroom.benchmarks.load;

/**
 * STOMP 1.2 over WebSocket, a room is a topic. Simple brokers give no receipts and may take frames of one connection out of
 * order, so whoever subscribes says its name until it hears it.
 */
final class StompDialect implements Dialect {
    private static final byte[] CONNECTED = Ascii.of("CONNECTED");
    private static final byte[] MESSAGE = Ascii.of("MESSAGE");
    private static final byte[] ERROR = Ascii.of("ERROR");
    private static final String SUBSCRIBED = "subscribed";

    @Override
    public String path() {
        return "/stomp";
    }

    @Override
    public String subprotocol() {
        return "v12.stomp";
    }

    @Override
    public void connected(Seat seat) {
        seat.say("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\0");
    }

    @Override
    public void heard(Seat seat, Message message) {
        if (seat.isIn()) {
            return;
        }
        if (message.has(0, CONNECTED)) {
            seat.say("SUBSCRIBE\nid:0\ndestination:/topic/" + seat.room() + "\n\n\0");
            seat.note(SUBSCRIBED);
            nudge(seat);
        } else if (message.has(0, ERROR)) {
            seat.turnedAway(message.text());
        } else if (message.has(0, MESSAGE) && message.contains(Ascii.of(probe(seat)))) {
            seat.entered();
        }
    }

    @Override
    public void nudge(Seat seat) {
        if (seat.note().equals(SUBSCRIBED)) {
            seat.say("SEND\ndestination:/app/" + seat.room() + "\ncontent-type:text/plain\n\n" + probe(seat) + '\0');
        }
    }

    private static String probe(Seat seat) {
        return "here is " + seat.name() + '.';
    }

    @Override
    public void publish(Line line, Seat seat, int sequence, byte[] text) {
        line.ascii("SEND\ndestination:/app/")
                .ascii(seat.room())
                .ascii("\ncontent-type:text/plain\n\n")
                .bytes(text)
                .ascii("\0");
    }

    @Override
    public void leave(Line line, Seat seat) {
        line.ascii("DISCONNECT\n\n\0");
    }
}
