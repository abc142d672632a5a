package io.github.liveroom.chat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final List<String> frames = new ArrayList<>();
    private final List<CompletableFuture<Void>> underWay = new ArrayList<>();
    private int failures;
    private final LineQueue lines = new LineQueue(
            Runnable::run,
            frame -> {
                frames.add(frame);
                CompletableFuture<Void> sent = new CompletableFuture<>();
                underWay.add(sent);
                return sent;
            },
            () -> failures++);

    @Test
    void oneFrameIsUnderWayAndWhatGathersGoesWithTheNext() {
        lines.add("a");
        lines.add("b");
        lines.add("c");
        assertThat(frames).containsExactly("a");
        underWay.get(0).complete(null);
        assertThat(frames).containsExactly("a", "b\nc");
    }

    @Test
    void aFrameIsNotLongerThanTheServerTakes() {
        lines.frameBytes(10);
        lines.add("first");
        lines.add("éé"); // 4 bytes
        lines.add("12345");
        lines.add("x");
        lines.add("longer than that anyway");
        underWay.get(0).complete(null);
        underWay.get(1).complete(null);
        underWay.get(2).complete(null);
        assertThat(frames).containsExactly("first", "éé\n12345", "x", "longer than that anyway");
    }

    @Test
    void tellsWhenEverythingIsSent() {
        lines.add("a");
        lines.add("b");
        CompletableFuture<Void> drained = lines.drained().toCompletableFuture();
        underWay.get(0).complete(null);
        assertThat(drained).isNotDone();
        underWay.get(1).complete(null);
        assertThat(drained).isDone();
    }

    @Test
    void sendsNothingAfterAFailure() {
        lines.add("a");
        lines.add("b");
        underWay.get(0).completeExceptionally(new IllegalStateException());
        assertThat(failures).isEqualTo(1);
        lines.add("c");
        assertThat(frames).containsExactly("a");
    }

    @Test
    void readsEventsHoweverTheyAreCut() {
        byte[] bytes =
                ": hi\r\n\r\ndata: {\"a\":\"é\"}\ndata:{}\n\nid: 7\nevent: x\nretry: 1\n\ndata\ndata: last\n\ndata: cut"
                        .getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            EventStream stream = new EventStream();
            List<String> events = new ArrayList<>();
            for (int from = 0; from < bytes.length; from += size) {
                events.addAll(stream.read(List.of(ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)))));
            }
            assertThat(events).containsExactly("{\"a\":\"é\"}\n{}", "last");
        }
    }

    @Test
    void anEventHasABound() {
        EventStream stream = new EventStream();
        byte[] line = ("data: " + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5; i++) {
                        stream.read(List.of(ByteBuffer.wrap(line)));
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsLinesForgivingly() {
        assertThat(Fields.parse("[]")).isNull();
        assertThat(Fields.parse("{} {}")).isNull();
        assertThat(Fields.parse("{\"a\":")).isNull();
        Fields line = Fields.parse(
                "{\"a\":null,\"b\":1,\"c\":\"t\",\"d\":{\"e\":true},\"f\":[{},1],\"g\":123456789012345678901}");
        assertThat(line.map()).doesNotContainKey("a");
        assertThat(line.text("b")).isNull();
        assertThat(line.text("b", "x")).isEqualTo("x");
        assertThat(line.number("c")).isNull();
        assertThat(line.number("g", 5)).isEqualTo(5);
        assertThat(line.object("d").flag("e")).isTrue();
        assertThat(line.object("b")).isNull();
        assertThat(line.objects("f")).hasSize(1);
        assertThat(line.objects("b")).isEmpty();
        assertThatThrownBy(() -> line.map().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void writesNullsToo() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a", null);
        fields.put("b", List.of(1L, "x", true));
        fields.put("c", Collections.singletonMap("d", 2));
        assertThat(Fields.write(fields)).isEqualTo("{\"a\":null,\"b\":[1,\"x\",true],\"c\":{\"d\":2}}");
    }
}
