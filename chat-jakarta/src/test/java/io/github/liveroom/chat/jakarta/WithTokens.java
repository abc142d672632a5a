package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.Authenticator;
import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A host that goes by tokens, and people with some. */
abstract class WithTokens {
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** What the host knows. */
    final Map<String, Visitor> tokens = new HashMap<>();

    final Authenticator bearer = Authenticator.bearer(token -> {
        if (token.equals("broken")) {
            throw new IllegalStateException("the directory is down, asked for " + token);
        }
        return Optional.ofNullable(tokens.get(token));
    });

    final Chat chat = new Chat(settings -> settings.authenticator(bearer).connectionsPerMember(2));
    final RoomCode room = chat.room();

    @AfterEach
    void close() {
        chat.close();
    }

    static String auth(String token) {
        return "'cmd':'auth','token':'" + token + "'";
    }

    /** A token of Ada that is good for so long from now on. */
    String ada(String token, Duration left) {
        tokens.put(token, Visitor.known("ada").with(new Pass(chat.time.instant().plus(left), null)));
        return auth(token);
    }

    static Client connect(Chat chat, String... headers) {
        Map<String, List<String>> shown = new HashMap<>();
        for (String header : headers) {
            shown.put("Authorization", List.of(header));
        }
        return chat.connect(chat.gateway.handshakes().of(new Identification.OfHandshake(null, shown, null), List.of()));
    }

    /** A browser, which shows nothing in its handshake. */
    Client browser() {
        return connect(chat);
    }

    Client adasBrowser(Duration left) {
        Client ada = browser();
        ada.ok(ada("adas", left));
        return ada;
    }

    /** Lets time go by for a client that answers pings. */
    void pass(Client client, Duration time) {
        Duration step = Duration.ofSeconds(20);
        Duration left = time;
        for (; left.compareTo(step) > 0; left = left.minus(step)) {
            chat.advance(step);
            client.say("{}");
        }
        chat.advance(left);
    }
}
