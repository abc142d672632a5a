package io.github.liveroom.benchmarks.sidebyside;

import io.github.liveroom.benchmarks.load.JsonLine;
import java.util.List;
import java.util.Map;

/** Lines and contenders for tests. */
final class Lines {
    static final List<Contender> CONTENDERS = List.of(
            contender("ours-x", "liveroom", "x"),
            contender("naive-x", "rawjson", "x"),
            contender("naive-y", "rawjson", "y"),
            contender("vertx", "rawjson", ""));

    private Lines() {}

    static Contender contender(String name, String dialect, String container) {
        return new Contender(
                name,
                "The " + name,
                dialect,
                container,
                List.of("java", "-Xms512m", "-Xmx512m", "Main", "${port}", "${codes}", "${rooms}"),
                Map.of(),
                List.of());
    }

    static JsonLine line(String session, Workload workload, String contender) {
        return new JsonLine()
                .put(Results.SESSION, session)
                .put(Results.WORKLOAD, workload.label())
                .put(Results.LABEL, contender)
                .put("at", "noon")
                .put("command", "side-by-side");
    }
}
