package io.github.liveroom.chat.internal;

import io.github.liveroom.chat.Entry;
import io.github.liveroom.chat.MemberId;
import io.github.liveroom.chat.RoomCode;
import io.github.liveroom.chat.spi.EntryBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch as different members see it. Nearly always one for all; with whispers in it, one for those who see none of them
 * and one for each who sees some.
 */
final class BatchViews {
    private final EntryBatch common;
    private final Map<MemberId, EntryBatch> own;

    BatchViews(RoomCode code, List<Entry> entries) {
        Map<MemberId, EntryBatch> views = Map.of();
        for (Entry entry : entries) {
            for (MemberId member : entry.fact().audience()) {
                views = views.isEmpty() ? new HashMap<>() : views;
                views.computeIfAbsent(
                        member,
                        viewer -> new EntryBatch(
                                code,
                                entries.stream()
                                        .map(each -> each.seenBy(viewer))
                                        .toList()));
            }
        }
        own = views;
        common = new EntryBatch(
                code,
                views.isEmpty()
                        ? entries
                        : entries.stream().map(BatchViews::common).toList());
    }

    private static Entry common(Entry entry) {
        return entry.fact().audience().isEmpty() ? entry : entry.skipped();
    }

    EntryBatch of(MemberId viewer) {
        return own.isEmpty() ? common : own.getOrDefault(viewer, common);
    }

    /** For a connection that is attached. */
    EntryBatch of(RoomLine line) {
        Stays.Stay stay = line.stay();
        if (stay == null) {
            throw new IllegalStateException("the line is not attached");
        }
        return of(stay.member);
    }
}
