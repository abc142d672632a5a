package io.github.liveroom.chat.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.liveroom.chat.Pass;
import io.github.liveroom.chat.Visitor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A connection lasts as long as the token that was shown last, by the clock that tokens go by. */
class ConversationExpiryTest extends WithTokens {
    @Test
    void endsTheConnectionWithTheToken() {
        Client ada = adasBrowser(Duration.ofMinutes(25));
        ada.join(room, "Ada");
        pass(ada, Duration.ofMinutes(25).minusMillis(1));
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofMillis(1));
        assertThat(ada.closed()).isEqualTo(4501);
        assertThat(ada.carrier.closeReason()).isEqualTo("the pass is over");
    }

    @Test
    void goesOnWithTheNextTokenWithoutANewConnection() {
        Client ada = adasBrowser(MINUTE);
        ada.join(room, "Ada");
        pass(ada, Duration.ofSeconds(48));
        ada.ok(ada("next", MINUTE));
        pass(ada, Duration.ofSeconds(59));
        ada.send(room, "still here", "c-1");
        ada.ok(ada("shorter", Duration.ofSeconds(10)));
        chat.advance(Duration.ofSeconds(9));
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofSeconds(1));
        assertThat(ada.closed()).isEqualTo(4501);
    }

    @Test
    void goesByTheClockThatTokensGoBy() {
        Client ada = adasBrowser(MINUTE);
        chat.time.setClockBack(Duration.ofSeconds(20));
        pass(ada, MINUTE);
        assertThat(ada.closed()).isNull();
        ada.say("{}");
        chat.advance(Duration.ofSeconds(20));
        assertThat(ada.closed()).isEqualTo(4501);
    }

    @Test
    void noticesThatTheClockHasBeenPutForward() {
        Client ada = adasBrowser(Duration.ofHours(2));
        chat.time.setClockBack(Duration.ofHours(-2));
        pass(ada, Duration.ofMinutes(10));
        assertThat(ada.closed()).isEqualTo(4501);
    }

    @Test
    void aTokenWithoutAnEndEndsNothing() {
        tokens.put("adas", Visitor.known("ada"));
        tokens.put("later", Visitor.known("ada").with(new Pass(Instant.MAX, null)));
        Client ada = browser();
        assertThat(ada.ok(auth("adas")).fields()).isEmpty();
        assertThat(ada.ok(auth("later")).fields()).isEmpty();
        pass(ada, Duration.ofHours(1));
        assertThat(ada.closed()).isNull();
    }

    @Test
    void aTokenInTheHeaderEndsTheConnectionToo() {
        ada("adas", MINUTE);
        Client ada = connect(chat, "Bearer adas");
        ada.join(room, "Ada");
        pass(ada, Duration.ofSeconds(48));
        ada.ok(ada("next", MINUTE));
        pass(ada, Duration.ofSeconds(59));
        assertThat(ada.closed()).isNull();
        chat.advance(Duration.ofSeconds(1));
        assertThat(ada.closed()).isEqualTo(4501);
    }
}
