package io.github.liveroom.chat;

import io.github.liveroom.chat.testkit.InProcessClient;

/** A request to enter, said step by step. */
public final class Ask {
    private String name;
    private String passphrase;
    private String owner;
    private String resume;
    private Position since;
    private int tail = JoinRequest.DEFAULT_TAIL;
    private Visitor visitor = Visitor.UNKNOWN;

    private Ask() {}

    public static Ask as(String name) {
        Ask ask = new Ask();
        ask.name = name;
        return ask;
    }

    public static Ask resuming(String secret) {
        return new Ask().resume(secret);
    }

    public Ask passphrase(String shown) {
        passphrase = shown;
        return this;
    }

    public Ask owner(String secret) {
        owner = secret;
        return this;
    }

    public Ask resume(String secret) {
        resume = secret;
        return this;
    }

    public Ask since(Position position) {
        since = position;
        return this;
    }

    public Ask tail(int entries) {
        tail = entries;
        return this;
    }

    public Ask identity(String person) {
        visitor = Visitor.known(person);
        return this;
    }

    public Ask visitor(Visitor known) {
        visitor = known;
        return this;
    }

    public Ask address(String from) {
        visitor = visitor.at(from);
        return this;
    }

    public JoinRequest request() {
        return new JoinRequest(name, passphrase, owner, resume, since, tail, visitor);
    }

    /** Asks, and comes back with whatever the answer is. */
    public InProcessClient at(Room room) {
        return InProcessClient.connect(room, request());
    }
}
