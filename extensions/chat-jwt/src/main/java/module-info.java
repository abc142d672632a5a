/** Signed tokens (JWT) for LiveRoom. */
module io.github.liveroom.chat.jwt {
    requires static org.jspecify;
    requires transitive io.github.liveroom.chat;
    requires com.nimbusds.jose.jwt;

    exports io.github.liveroom.chat.jwt;
}
