/** What extensions implement or build on: the log of rooms, the receiving end of connections, time. */
@NullMarked
package io.github.liveroom.chat.spi;

import org.jspecify.annotations.NullMarked;
