/** LiveRoom's client in Java: in rooms from afar, over WebSocket or plain HTTP. */
module io.github.liveroom.chat.client {
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires transitive io.github.liveroom.chat;
    requires transitive java.net.http;

    exports io.github.liveroom.chat.client;
}
