package io.github.liveroom.chat.architecture.loop.one;

import io.github.liveroom.chat.architecture.loop.two.Two;

/** One half of a circle. */
public final class One {
    public Two other() {
        return new Two();
    }
}
