/** LiveRoom for Jakarta containers: the WebSocket endpoint, the servlets and the browser client. */
module io.github.liveroom.chat.jakarta {
    requires static java.management;
    requires static org.jspecify;
    requires com.fasterxml.jackson.core;
    requires transitive io.github.liveroom.chat;
    requires transitive jakarta.servlet;
    requires transitive jakarta.websocket;
    requires transitive jakarta.websocket.client;

    exports io.github.liveroom.chat.jakarta;
    exports io.github.liveroom.chat.jakarta.meters to
            java.management;
    exports io.github.liveroom.chat.jakarta.pages;

    provides jakarta.servlet.ServletContainerInitializer with
            io.github.liveroom.chat.jakarta.ChatInitializer;
}
