/**
 * What an application calls: {@link io.github.liveroom.chat.RoomService} is the one door, everything else is reached from it.
 *
 * <p>A room is an ordered log of {@linkplain io.github.liveroom.chat.Entry entries}; what people see of it is a fold over
 * that log. Refusals that a program has to expect are {@linkplain io.github.liveroom.chat.Outcome values}; misuse throws.
 */
@NullMarked
package io.github.liveroom.chat;

import org.jspecify.annotations.NullMarked;
