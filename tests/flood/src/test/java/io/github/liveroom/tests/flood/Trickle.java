package io.github.liveroom.tests.flood;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many requests that never end: of each, one more byte now and then. */
final class Trickle implements Attack {
    private final List<Line> lines = new ArrayList<>();

    Trickle(int port, int count, String start) throws IOException {
        for (int i = 0; i < count; i++) {
            Line line = new Line(ADDRESS, port);
            lines.add(line);
            line.write(start);
        }
    }

    @Override
    public void goOn() {
        lines.removeIf(line -> {
            try {
                line.write("a");
                return false;
            } catch (IOException e) { // the server has had enough of it
                line.close();
                return true;
            }
        });
    }

    @Override
    public String toString() {
        return lines.size() + " that the server has not ended";
    }

    @Override
    public void close() {
        lines.forEach(Line::close);
    }
}
