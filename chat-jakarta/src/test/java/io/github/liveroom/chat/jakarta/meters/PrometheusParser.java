package io.github.liveroom.chat.jakarta.meters;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format of Prometheus, version 0.0.4, and complains about what Prometheus would not take. */
public final class PrometheusParser {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") .+");
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram)");
    private static final Pattern SAMPLE = Pattern.compile(
            "((" + NAME + ")(?:\\{(?:" + LABEL + ")(?:," + LABEL + ")*\\})?) (-?[0-9.]+(?:[eE]-?[0-9]+)?)");
    private static final Pattern BUCKET = Pattern.compile(".*_bucket\\{le=\"([^\"]+)\"\\}");

    private final Map<String, Double> series = new LinkedHashMap<>();
    private final Set<String> families = new HashSet<>();
    private String helped = "";
    private String family = "";
    private String type = "";
    private double lastBound;
    private double lastCount;

    private PrometheusParser() {}

    /** Every series by its name with labels. */
    public static Map<String, Double> parse(String text) {
        check(text.endsWith("\n"), "the last line has no end");
        PrometheusParser parser = new PrometheusParser();
        text.lines().forEach(parser::line);
        parser.endOfFamily();
        return parser.series;
    }

    private void line(String line) {
        Matcher help = HELP.matcher(line);
        Matcher kind = TYPE.matcher(line);
        if (help.matches()) {
            endOfFamily();
            helped = help.group(1);
            check(families.add(helped), "a second time: " + helped);
        } else if (kind.matches()) {
            family = kind.group(1);
            type = kind.group(2);
            check(family.equals(helped), "no help: " + line);
            check(type.equals("counter") == family.endsWith("_total"), "named like another type: " + line);
            lastBound = Double.NEGATIVE_INFINITY;
            lastCount = 0;
        } else {
            Matcher sample = SAMPLE.matcher(line);
            check(sample.matches(), "no sample: " + line);
            sample(sample.group(1), sample.group(2), Double.parseDouble(sample.group(3)));
        }
    }

    private void sample(String name, String metric, double value) {
        String suffix = metric.startsWith(family) ? metric.substring(family.length()) : "?";
        check(
                type.equals("histogram") ? Set.of("_bucket", "_sum", "_count").contains(suffix) : suffix.isEmpty(),
                "not of " + family + ": " + name);
        check(series.put(name, value) == null, "a second time: " + name);
        Matcher bucket = BUCKET.matcher(name);
        if (bucket.matches()) {
            double bound =
                    bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
            check(bound > lastBound && value >= lastCount, "not cumulative: " + name);
            lastBound = bound;
            lastCount = value;
        }
    }

    private void endOfFamily() {
        if (type.equals("histogram")) {
            check(lastBound == Double.POSITIVE_INFINITY, "no last bucket: " + family);
            check(series.containsKey(family + "_sum"), "no sum: " + family);
            check(series.getOrDefault(family + "_count", -1.0) == lastCount, "another count: " + family);
        }
        type = "";
    }

    private static void check(boolean right, String otherwise) {
        if (!right) {
            throw new AssertionError(otherwise);
        }
    }
}
