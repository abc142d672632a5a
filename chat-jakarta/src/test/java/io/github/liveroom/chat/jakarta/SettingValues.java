package io.github.liveroom.chat.jakarta;

import io.github.liveroom.chat.RoomCodeGenerator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What settings make of the builders. */
final class SettingValues {
    /** For each a value that is not the default. */
    static final Map<Setting, String> OTHER_VALUES = new EnumMap<>(Map.ofEntries(
            Map.entry(Setting.RECONNECT_GRACE, "1500ms"),
            Map.entry(Setting.EMPTY_GRACE, "2m"),
            Map.entry(Setting.CODE_REST, "1h"),
            Map.entry(Setting.CODES, "private"),
            Map.entry(Setting.CODE_LENGTH, "6"),
            Map.entry(Setting.MAX_MEMBERS, "7"),
            Map.entry(Setting.MAX_ROOMS, "8"),
            Map.entry(Setting.NAME_LENGTH, "20"),
            Map.entry(Setting.TEXT_LENGTH, "500"),
            Map.entry(Setting.RETAIN, "100"),
            Map.entry(Setting.RETAIN_AGE, "1h"),
            Map.entry(Setting.RETAIN_BYTES, "100000"),
            Map.entry(Setting.HISTORY_BYTES, "5000000000"),
            Map.entry(Setting.RECOVER, "50"),
            Map.entry(Setting.EDIT_WINDOW, "1m"),
            Map.entry(Setting.BAN_ADDRESSES, "false"),
            Map.entry(Setting.FRAMES_PER_SECOND, "50"),
            Map.entry(Setting.BUSY_AFTER, "3s"),
            Map.entry(Setting.FEATURES, "edit,whisper"),
            Map.entry(Setting.PING, "10s"),
            Map.entry(Setting.SILENT_LIMIT, "5s"),
            Map.entry(Setting.QUEUE_BYTES, "100000"),
            Map.entry(Setting.ANSWER_BYTES, "5000000000"),
            Map.entry(Setting.ROOMS_PER_CONNECTION, "2"),
            Map.entry(Setting.UNACKED, "3"),
            Map.entry(Setting.COMMANDS_PER_SECOND, "5"),
            Map.entry(Setting.COMMANDS_BURST, "6"),
            Map.entry(Setting.BYTES_PER_SECOND, "2048"),
            Map.entry(Setting.JOINS_PER_SECOND, "7"),
            Map.entry(Setting.GUESSES_PER_MINUTE, "8"),
            Map.entry(Setting.PASSPHRASES_PER_MINUTE, "11"),
            Map.entry(Setting.PASSPHRASES_PER_ROOM, "12"),
            Map.entry(Setting.MAX_CONNECTIONS, "13"),
            Map.entry(Setting.PENDING_CONNECTIONS, "14"),
            Map.entry(Setting.CONNECTIONS_PER_ADDRESS, "9"),
            Map.entry(Setting.CONNECTIONS_PER_MEMBER, "15"),
            Map.entry(Setting.HANDSHAKES_PER_SECOND, "16"),
            Map.entry(Setting.ROOMS_PER_ADDRESS, "10"),
            Map.entry(Setting.ROOMS_PER_MEMBER, "11"),
            Map.entry(Setting.AUTHENTICATION, "principal, session:user,guests"),
            Map.entry(Setting.PUBLIC_ORIGIN, "https://chat.example"),
            Map.entry(Setting.STOP_WITHIN, "20s"),
            Map.entry(Setting.RETURNS_PER_SECOND, "500"),
            Map.entry(Setting.ORIGINS, "https://a.example, https://b.example:8443"),
            Map.entry(Setting.FRAME_ANCESTORS, "self,https://a.example"),
            Map.entry(Setting.ORIGIN_REQUIRED, "true"),
            Map.entry(Setting.TRUSTED_PROXIES, "10.0.0.0/8,::1"),
            Map.entry(Setting.METRICS_TOKEN, "0123456789abcdef"),
            Map.entry(Setting.JMX, "true"),
            Map.entry(Setting.CHECK, "false"),
            Map.entry(Setting.ADMIN, "true")));

    /** What is set, by the names of the builders' fields. */
    static Map<String, Object> valuesOf(ChatGatewayBuilder builder) {
        Map<String, Object> values = new TreeMap<>();
        read(builder, values);
        read(builder.rooms(), values);
        values.replaceAll((name, value) -> value instanceof RoomCodeGenerator codes
                ? codes.next(new Random(1), 4, 0).value() // generators are compared by what they make
                : value);
        values.values()
                .removeIf(value -> value != null
                        && value.getClass()
                                .getName()
                                .matches("java\\.security.*|.*Lambda.*|.*Authenticator.*|.*RoomServiceBuilder"));
        return values;
    }

    private static void read(Object builder, Map<String, Object> values) {
        for (Class<?> type = builder.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    try {
                        field.setAccessible(true);
                        values.put(field.getName(), field.get(builder));
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
    }

    static Map<String, Object> valuesWith(Settings settings) {
        ChatGatewayBuilder builder = ChatGateway.builder();
        settings.applyTo(builder);
        return valuesOf(builder);
    }

    static Map<String, Object> defaults() {
        return valuesOf(ChatGateway.builder());
    }

    static Settings parse(String name, String value) {
        return Settings.parse(Map.of(name, value));
    }

    static String messageOf(String name, String value) {
        try {
            parse(name, value);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        throw new AssertionError(name + "=" + value + " is taken");
    }

    private SettingValues() {}
}
