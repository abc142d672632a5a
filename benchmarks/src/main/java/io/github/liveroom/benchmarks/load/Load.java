package io.github.liveroom.benchmarks.load;

import java.io.IOException;
import java.util.List;

/** Runs one load against a server that is there, and prints one line of JSON. */
public final class Load {
    private Load() {}

    /**
     * Measures.
     *
     * @param args options and their values; {@code --help} lists them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.println(Option.usage());
            return;
        }
        try {
            System.out.println(run(List.of(args)));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; try --help");
            System.exit(2);
        }
    }

    /**
     * Measures, on this thread.
     *
     * @param arguments options and their values
     * @return what was told, what was found, and what should not have happened
     * @throws IllegalArgumentException if there is no such option, or a value is not valid
     */
    public static JsonLine run(List<String> arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments);
        Mode mode = Mode.named(options.text(Option.MODE));
        JsonLine out = new JsonLine()
                .put("label", options.text(Option.LABEL))
                .put("mode", mode.label())
                .put("dialect", options.text(Option.DIALECT));
        for (Option option :
                List.of(Option.ROOMS, Option.MEMBERS, Option.PUBS, Option.WINDOW, Option.RATE, Option.SIZE)) {
            out.put(option.label(), options.decimal(option));
        }
        try (Stage stage = new Stage(options)) {
            mode.run().measure(stage, out);
            stage.putFaults(out);
        }
        return out;
    }
}
