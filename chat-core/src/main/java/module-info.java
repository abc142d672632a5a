/** Chat rooms for Java applications, without a framework. */
module io.github.liveroom.chat {
    requires static org.jspecify;

    exports io.github.liveroom.chat;
    exports io.github.liveroom.chat.spi;
}
