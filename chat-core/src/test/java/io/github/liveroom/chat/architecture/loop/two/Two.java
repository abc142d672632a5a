package io.github.liveroom.chat.architecture.loop.two;

import io.github.liveroom.chat.architecture.loop.one.One;

/** The other half of a circle. */
public final class Two {
    public One other() {
        return new One();
    }
}
