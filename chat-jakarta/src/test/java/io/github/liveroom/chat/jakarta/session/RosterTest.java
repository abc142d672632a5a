package io.github.liveroom.chat.jakarta.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster<String> roster = new Roster<>();

    @Test
    void findsTheConnectionsOfASession() {
        roster.add("s1", null, "a");
        roster.add("s1", null, "b");
        roster.add("s2", null, "c");
        roster.add(null, null, "d");
        assertThat(roster.end("s1")).containsExactly("a", "b");
        assertThat(roster.end("s2")).containsExactly("c");
        assertThat(roster.end("s3")).isEmpty();
    }

    @Test
    void findsTheConnectionsOfAPersonInAllBrowsers() {
        roster.add("s1", "ada", "a");
        roster.add("s2", "ada", "b");
        roster.add("s2", "bob", "c");
        assertThat(roster.of("ada")).containsExactly("a", "b");
        assertThat(roster.of("bob")).containsExactly("c");
        assertThat(roster.of("eve")).isEmpty();
    }

    @Test
    void forgetsSessionsWithTheirLastConnection() {
        roster.add("s1", "ada", "a");
        roster.add("s1", "ada", "b");
        roster.remove("s1", "ada", "a");
        assertThat(roster.of("ada")).containsExactly("b");
        assertThat(roster.isEmpty()).isFalse();
        roster.remove("s1", "ada", "b");
        roster.remove("s1", "ada", "never was here");
        assertThat(roster.isEmpty()).isTrue();
    }

    @Test
    void saysWhetherTheSessionHasEndedMeanwhile() {
        roster.end("s1");
        assertThat(roster.add("s1", null, "a")).isFalse();
        assertThat(roster.add("s2", null, "b")).isTrue();
        assertThat(roster.add(null, null, "c")).isTrue();
    }

    @Test
    void remembersOnlySoManySessionsThatHaveEnded() {
        for (int i = 0; i <= 1000; i++) {
            roster.end("s" + i);
        }
        assertThat(roster.add("s1", null, "a")).isFalse();
        assertThat(roster.add("s1000", null, "a")).isFalse();
        assertThat(roster.add("s0", null, "a")).isTrue();
    }
}
