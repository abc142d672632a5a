/**
 * LiveRoom in a Jakarta web application: {@link io.github.liveroom.chat.jakarta.ChatGateway} holds the rooms and the
 * connections of one application; the endpoint and the servlets lead to it.
 */
@NullMarked
package io.github.liveroom.chat.jakarta;

import org.jspecify.annotations.NullMarked;
