/** What the tests of those who extend or embed LiveRoom stand on: contracts, a clock turned by hand, scripted chance. */
module io.github.liveroom.chat.testkit {
    requires transitive io.github.liveroom.chat;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires static org.jspecify;

    exports io.github.liveroom.chat.testkit;
}
