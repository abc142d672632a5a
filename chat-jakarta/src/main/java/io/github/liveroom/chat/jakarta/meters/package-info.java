/** What a gateway counts, and how it is shown. */
@NullMarked
package io.github.liveroom.chat.jakarta.meters;

import org.jspecify.annotations.NullMarked;
