/** What LiveRoom counts, handed to Micrometer. */
@NullMarked
package io.github.liveroom.chat.micrometer;

import org.jspecify.annotations.NullMarked;
