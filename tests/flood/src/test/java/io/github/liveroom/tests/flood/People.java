package io.github.liveroom.tests.flood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;

/** Two who talk in a room, and others who come by: all from an address that attacks nobody. For one thread. */
final class People implements AutoCloseable {
    private final int port;
    private final Person ada;
    private final Person bob;
    private final String room;
    private int visits;
    private Duration slowest = Duration.ZERO;

    People(int port) throws IOException {
        this.port = port;
        ada = Person.connect(port);
        bob = Person.connect(port);
        room = ada.create();
        ada.join(room, "Ada");
        bob.join(room, "Bob");
    }

    String room() {
        return room;
    }

    /** One looks at the page, sends a form, connects, joins, speaks and goes; the others hear it, and each other. */
    void visit() throws IOException {
        long before = System.nanoTime();
        int visit = ++visits;
        assertThat(status("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .isEqualTo(200);
        assertThat(status("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\n\r\nname=Cyn"))
                .as("a form without its token, which is read first")
                .isEqualTo(403);
        try (Person cyn = Person.connect(port)) {
            cyn.join(room, "Cyn " + visit);
            cyn.say(room, "hello " + visit);
        }
        assertThat(ada.nextText()).isEqualTo("hello " + visit);
        assertThat(bob.nextText()).isEqualTo("hello " + visit);
        ada.say(room, "who was that? " + visit);
        assertThat(bob.nextText()).isEqualTo("who was that? " + visit);
        assertThat(ada.nextText()).isEqualTo("who was that? " + visit);
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    /** How long the slowest visit took since this was last asked. */
    Duration slowest() {
        Duration longest = slowest;
        slowest = Duration.ZERO;
        return longest;
    }

    private int status(String request) throws IOException {
        try (Line line = new Line(Person.ADDRESS, port)) {
            line.write(request);
            return line.readStatus();
        }
    }

    @Override
    public void close() {
        ada.close();
        bob.close();
    }
}
