/** The chat behind the login of its container. */
@NullMarked
package io.github.liveroom.example.login;

import org.jspecify.annotations.NullMarked;
