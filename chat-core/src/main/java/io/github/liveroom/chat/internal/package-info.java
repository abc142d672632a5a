/** How it works. Not exported: nothing outside this module may lean on it. */
@NullMarked
package io.github.liveroom.chat.internal;

import org.jspecify.annotations.NullMarked;
