/**
 * The wire protocol {@code liveroom.v1} as text: what a line means, and how an answer looks. Knows nothing of carriers,
 * connections or rooms that are open.
 */
@NullMarked
package io.github.liveroom.chat.jakarta.wire;

import org.jspecify.annotations.NullMarked;
