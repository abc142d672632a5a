/**
 * What one connection says and hears, whatever carries it: commands in, frames out, liveness and limits.
 *
 * <p>Threads: a carrier hands in frames one after the other; rooms push from whichever thread drains them. Each class here
 * says which lock guards what. No lock is held while something is sent or a room is called.
 */
@NullMarked
package io.github.liveroom.chat.jakarta.session;

import org.jspecify.annotations.NullMarked;
