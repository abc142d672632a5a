package io.github.liveroom.example.jetty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param host the interface to listen on
 * @param port the port to listen on; 0 takes a free one
 * @param context the path under which the chat is served, as servlets write it: {@code ""} or {@code "/chat"}
 * @param admin a file with those who may see the administration, or null if there is to be none
 * @param settings of LiveRoom itself, by name; the web application knows which there are
 * @param help whether only the usage is wanted
 */
record Options(
        String host, int port, String context, @Nullable Path admin, Map<String, String> settings, boolean help) {
    static final String USAGE = """
            Usage: java -jar liveroom.jar [options]

              --port N           port to listen on, 0 for a free one; default: PORT of the environment, else 8080
              --host H           interface to listen on; default localhost, so only this computer gets in;
                                 0.0.0.0 lets in everybody who can reach it
              --context /PATH    path under which the chat is served; default /
              --admin FILE       who may see /liveroom/admin: lines such as grace: MD5:…,liveroom-admin
              --set NAME=VALUE   a setting of LiveRoom, such as reconnect-grace=30s; may be repeated;
                                 docs/operations.md lists them all
              --help             this text

            Ctrl-C ends it.
            """;

    private static final String VALID =
            "valid are --port N, --host H, --context /PATH, --admin FILE, --set NAME=VALUE (as often as needed), --help";

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if it makes no sense; the message is one line and says what would
     */
    static Options parse(String[] args, @Nullable String portOfEnvironment) {
        String host = "localhost";
        String port = portOfEnvironment == null || portOfEnvironment.isBlank() ? "8080" : portOfEnvironment.strip();
        String context = "";
        Path admin = null;
        Map<String, String> settings = new LinkedHashMap<>();
        boolean help = false;
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            String option = equals < 0 ? arg : arg.substring(0, equals);
            String attached = equals < 0 ? null : arg.substring(equals + 1);
            switch (option) {
                case "--port" -> port = value(option, attached, rest);
                case "--host" -> host = value(option, attached, rest);
                case "--context" -> context = contextPath(value(option, attached, rest));
                case "--admin" -> admin = file(value(option, attached, rest));
                case "--set" -> set(settings, value(option, attached, rest));
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("unknown option " + arg + "; " + VALID);
            }
        }
        if (admin != null) {
            settings.putIfAbsent("admin", "true");
        }
        return new Options(host, portNumber(port), context, admin, Map.copyOf(settings), help);
    }

    /** {@code --port 80} and {@code --port=80} are the same. */
    private static String value(String option, @Nullable String attached, Iterator<String> rest) {
        if (attached == null && !rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value; " + VALID);
        }
        String value = attached == null ? rest.next() : attached;
        if (value.isBlank()) {
            throw new IllegalArgumentException(option + " needs a value; " + VALID);
        }
        return value.strip();
    }

    private static Path file(String name) {
        Path file = Path.of(name);
        if (Files.isReadable(file) && !Files.isDirectory(file)) {
            return file;
        }
        throw new IllegalArgumentException("--admin is a file that can be read, not \"" + name + "\"");
    }

    private static int portNumber(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("a port is a number from 0 to 65535, not \"" + text + "\"");
    }

    private static String contextPath(String text) {
        String path = text.replaceAll("^/+|/+$", "");
        if (!path.matches("([A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*)?")) {
            throw new IllegalArgumentException("--context is a path such as / or /chat, not \"" + text + "\"");
        }
        return path.isEmpty() ? "" : "/" + path;
    }

    private static void set(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--set takes NAME=VALUE, such as --set reconnect-grace=30s");
        }
        settings.put(
                assignment.substring(0, equals).strip(),
                assignment.substring(equals + 1).strip());
    }
}
