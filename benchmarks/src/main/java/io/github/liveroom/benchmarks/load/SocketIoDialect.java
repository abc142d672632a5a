package io.github.liveroom.benchmarks.load;

/** Socket.IO 5 on Engine.IO 4, over WebSocket from the start. The server has the events {@code join} and {@code msg}. */
final class SocketIoDialect implements Dialect {
    private static final byte[] NAMESPACE = Ascii.of("40");
    private static final byte[] NO_NAMESPACE = Ascii.of("44");
    private static final byte[] JOINED = Ascii.of("42[\"joined\"");

    @Override
    public String path() {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public void connected(Seat seat) {}

    @Override
    public void heard(Seat seat, Message message) {
        if (message.at(0) == '2' && message.length() == 1) {
            seat.say("3");
        } else if (seat.isIn()) {
            return;
        } else if (message.at(0) == '0') {
            seat.say("40");
        } else if (message.has(0, NAMESPACE)) {
            if (seat.note().isEmpty()) {
                // netty-socketio greets on the default namespace by itself as well.
                seat.note("greeted");
                seat.say("42[\"join\",{\"room\":\"" + seat.room() + "\",\"name\":\"" + seat.name() + "\"}]");
            }
        } else if (message.has(0, NO_NAMESPACE)) {
            seat.turnedAway(message.text());
        } else if (message.has(0, JOINED)) {
            seat.entered();
        }
    }

    @Override
    public void publish(Line line, Seat seat, int sequence, byte[] text) {
        line.ascii("42[\"msg\",\"").bytes(text).ascii("\"]");
    }

    @Override
    public void leave(Line line, Seat seat) {
        line.ascii("41");
    }
}
