/** An application with a login of its own, and a room for those who are logged in. */
@NullMarked
package io.github.liveroom.example.host;

import org.jspecify.annotations.NullMarked;
