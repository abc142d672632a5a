package io.github.liveroom.benchmarks.load;

/**
 * Bayeux 1.0 over WebSocket as CometD does it: handshake, then a {@code /meta/connect} that is always open, and one
 * subscription. The note is the client's id once the server has given one.
 */
final class CometdDialect implements Dialect {
    private static final byte[] HANDSHAKE = Ascii.of("\"/meta/handshake\"");
    private static final byte[] CONNECT = Ascii.of("\"/meta/connect\"");
    private static final byte[] SUBSCRIBE = Ascii.of("\"/meta/subscribe\"");
    private static final byte[] FAILED = Ascii.of("\"successful\":false");
    private static final String CLIENT_ID = "\"clientId\":\"";

    @Override
    public String path() {
        return "/cometd";
    }

    @Override
    public void connected(Seat seat) {
        seat.say("[{\"id\":\"1\",\"channel\":\"/meta/handshake\",\"version\":\"1.0\","
                + "\"supportedConnectionTypes\":[\"websocket\"]}]");
    }

    @Override
    public boolean hearsAll() {
        // The answer to a connect may come in one array with messages.
        return true;
    }

    @Override
    public void heard(Seat seat, Message message) {
        if (!seat.isIn() && message.contains(FAILED)) {
            seat.turnedAway(message.text());
            return;
        }
        if (seat.note().isEmpty() && message.contains(HANDSHAKE)) {
            seat.note(clientId(message.text()));
            connect(seat, ",\"advice\":{\"timeout\":0}");
            seat.say("[{\"id\":\"2\",\"channel\":\"/meta/subscribe\",\"clientId\":\"" + seat.note()
                    + "\",\"subscription\":\"/chat/" + seat.room() + "\"}]");
        }
        if (message.contains(CONNECT)) {
            connect(seat, "");
        }
        if (!seat.isIn() && message.contains(SUBSCRIBE)) {
            seat.entered();
        }
    }

    private static void connect(Seat seat, String advice) {
        seat.say("[{\"id\":\"3\",\"channel\":\"/meta/connect\",\"clientId\":\"" + seat.note()
                + "\",\"connectionType\":\"websocket\"" + advice + "}]");
    }

    private static String clientId(String text) {
        int from = text.indexOf(CLIENT_ID) + CLIENT_ID.length();
        int to = text.indexOf('"', from);
        if (from < CLIENT_ID.length() || to < 0) {
            throw new IllegalArgumentException("a handshake without clientId: " + text);
        }
        return text.substring(from, to);
    }

    @Override
    public void publish(Line line, Seat seat, int sequence, byte[] text) {
        line.ascii("[{\"id\":\"")
                .number(sequence + 3L)
                .ascii("\",\"channel\":\"/chat/")
                .ascii(seat.room())
                .ascii("\",\"clientId\":\"")
                .ascii(seat.note())
                .ascii("\",\"data\":\"")
                .bytes(text)
                .ascii("\"}]");
    }

    @Override
    public void leave(Line line, Seat seat) {
        line.ascii("[{\"id\":\"0\",\"channel\":\"/meta/disconnect\",\"clientId\":\"")
                .ascii(seat.note())
                .ascii("\"}]");
    }
}
