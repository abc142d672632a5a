/** The numbers of LiveRoom for Micrometer. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"
}) // Micrometer is no module, but has kept this name for years
module io.github.liveroom.chat.micrometer {
    requires static org.jspecify;
    requires transitive io.github.liveroom.chat;
    requires transitive micrometer.core;

    exports io.github.liveroom.chat.micrometer;
}
