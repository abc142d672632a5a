/** Signed tokens (JWT) for LiveRoom. */
@NullMarked
package io.github.liveroom.chat.jwt;

import org.jspecify.annotations.NullMarked;
