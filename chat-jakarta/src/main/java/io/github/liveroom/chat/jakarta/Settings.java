package io.github.liveroom.chat.jakarta;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an operator set, checked. Every setting has one name: {@code liveroom.<name>} as system property and as
 * context-param, {@code LIVEROOM_<NAME>} in the environment (with {@code _} for every dash), the builders' method in camel
 * case. Names, defaults and meanings: {@code docs/operations.md}.
 *
 * <p>Immutable.
 */
public final class Settings {
    private static final String PROPERTY_PREFIX = "liveroom.";
    private static final String VARIABLE_PREFIX = "LIVEROOM_";

    /** Of the web application, and read elsewhere: whether it has a chat at all. */
    private static final String AUTO = "auto";

    /** Of a whole process, such as a build, and not of the server: where the browser tests find a browser, and the like. */
    private static final Set<String> OF_THE_PROCESS = Set.of("browser", "browser-required", "jar", "seed", AUTO);

    private final Map<Setting, String> values;

    private Settings(Map<Setting, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Nothing is set.
     *
     * @return the defaults
     */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /**
     * Takes settings by their names.
     *
     * @param values by name, such as {@code reconnect-grace}
     * @return the settings
     * @throws IllegalArgumentException if a name is unknown or a value not valid; the message is one line that says which,
     *     and what is valid
     */
    public static Settings parse(Map<String, String> values) {
        Map<Setting, String> known = new TreeMap<>();
        values.forEach((name, value) -> {
            Setting setting = Setting.named(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            Setting.oneLine("There is no setting \"" + name + "\". There are: " + names())));
            // Also finds out whether the value is valid.
            setting.apply(new ChatGatewayBuilder(), value);
            known.put(setting, value);
        });
        return new Settings(known);
    }

    /**
     * Takes settings from where containers have them. System properties go before the environment, and that before
     * context-params.
     *
     * @param contextParams those of the web application, with their full names; others than {@code liveroom.…} are ignored
     * @return the settings
     * @throws IllegalArgumentException see {@link #parse}
     */
    public static Settings fromEnvironment(Map<String, String> contextParams) {
        Properties properties = System.getProperties();
        return from(
                contextParams,
                System.getenv(),
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, name -> properties.getProperty(name, ""))));
    }

    static Settings from(
            Map<String, String> contextParams, Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> values = new LinkedHashMap<>();
        putProperties(values, contextParams, Set.of(AUTO));
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE_PREFIX)) {
                String label = name.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
                put(values, label, value, OF_THE_PROCESS);
            }
        });
        putProperties(values, properties, OF_THE_PROCESS);
        return parse(values);
    }

    private static void putProperties(Map<String, String> values, Map<String, String> given, Set<String> others) {
        given.forEach((name, value) -> {
            if (name.startsWith(PROPERTY_PREFIX)) {
                put(values, name.substring(PROPERTY_PREFIX.length()), value, others);
            }
        });
    }

    /** Unless it is one of those that are no settings and yet may be there. */
    private static void put(Map<String, String> values, String name, String value, Set<String> others) {
        String label = name.replace('_', '-').replace('.', '-');
        if (!others.contains(label)) {
            values.put(label, value);
        }
    }

    void applyTo(ChatGatewayBuilder builder) {
        values.forEach((setting, value) -> setting.apply(builder, value));
    }

    private static String names() {
        return Arrays.stream(Setting.values()).map(Setting::label).collect(Collectors.joining(", "));
    }
}
