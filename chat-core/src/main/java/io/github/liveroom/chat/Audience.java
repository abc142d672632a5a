package io.github.liveroom.chat;

import java.util.List;
import java.util.stream.Stream;

/** Who sees a whisper: its author and those to whom it is said. */
final class Audience {
    private Audience() {}

    static List<MemberId> of(MemberId author, List<MemberId> to) {
        if (to.isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(author), to.stream()).distinct().toList();
    }
}
