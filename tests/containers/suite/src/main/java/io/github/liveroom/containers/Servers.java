package io.github.liveroom.containers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The servers of one suite. Tests that want the same settings share one, so each test has rooms of its own. */
final class Servers {
    /** The header with which a test says who it is, so that no test uses up what another one is allowed. */
    static final String ADDRESS = "X-Forwarded-For";

    /** Believes that header. And since tests are in a hurry, and machines busy: counts no commands and is never late. */
    private static final Map<String, String> PATIENT = Map.of(
            "trusted-proxies", "127.0.0.1",
            "commands-per-second", "100000",
            "commands-burst", "100000",
            "busy-after", "0s",
            "guesses-per-minute", "1000");

    private record Wanted(Map<String, String> settings, String context) {}

    private final ContainerUnderTest container;
    private final Wire.Kind wire;
    private final Map<Wanted, RunningServer> running;

    Servers(ContainerUnderTest container) {
        this(container, Wire.Kind.WEBSOCKET, new LinkedHashMap<>());
        // Containers have much to say when they start.
        for (Handler console : Logger.getLogger("").getHandlers()) {
            console.setLevel(Level.WARNING);
        }
    }

    private Servers(ContainerUnderTest container, Wire.Kind wire, Map<Wanted, RunningServer> running) {
        this.container = container;
        this.wire = wire;
        this.running = running;
    }

    /** The same servers, whose clients connect in another way. */
    Servers over(Wire.Kind kind) {
        return new Servers(container, kind, running);
    }

    /** How clients connect. */
    Wire.Kind wire() {
        return wire;
    }

    ContainerUnderTest container() {
        return container;
    }

    /** One that does not count, but for these settings: name, value, name, value. */
    RunningServer with(String... settings) {
        return at("", settings);
    }

    /** The same, at a context path. */
    RunningServer at(String context, String... settings) {
        return running.computeIfAbsent(new Wanted(settings(settings), context), this::start);
    }

    /** One that nobody else uses; whoever asks for it stops it. */
    RunningServer own(String... settings) {
        return start(new Wanted(settings(settings), ""));
    }

    /** A server without an application: name, value, name, value for those that it gets. */
    Host host(String... settings) throws Exception {
        return container.host(settings(settings));
    }

    private RunningServer start(Wanted wanted) {
        try {
            return container.start(wanted.settings(), wanted.context());
        } catch (Exception e) {
            throw new AssertionError("the server does not start with " + wanted, e);
        }
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new TreeMap<>(PATIENT);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return settings;
    }

    void stopAll() {
        running.values().forEach(RunningServer::close);
    }
}
