package io.github.liveroom.chat.jakarta;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses (RFC 4632).
 *
 * @param prefix the first address
 * @param bits how many bits an address has to share with it
 */
record Network(InetAddress prefix, int bits) {
    /** What cannot be taken for a host name, which would be looked up. */
    private static final Pattern LITERAL = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}|(?!\\.)[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    /**
     * Reads {@code 10.0.0.0/8}, or a single address.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress prefix = address(slash < 0 ? text : text.substring(0, slash));
        if (prefix == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no address or network such as 10.0.0.0/8");
        }
        int most = 8 * prefix.getAddress().length;
        if (slash < 0) {
            return new Network(prefix, most);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
            throw new IllegalArgumentException("\"" + text + "\" has a prefix length that is not 0 to " + most);
        }
        return new Network(prefix, Integer.parseInt(length));
    }

    /** An address as it is written, or null if it is none; never a host name. */
    static @Nullable InetAddress address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%'); // RFC 4007: which of our own interfaces, nothing about the other end
        bare = zone < 0 ? bare : bare.substring(0, zone);
        if (!isLiteral(bare)) {
            return null;
        }
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether the JDK reads it as an address, if a bad one, and asks nobody for a host of that name. */
    static boolean isLiteral(String text) {
        return LITERAL.matcher(text).matches();
    }

    /** What limits count as one address: of IPv6 the /64, of which every home has one. */
    static String countedAs(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length < IPV6_BYTES || address.isLoopbackAddress()) {
            return address.getHostAddress();
        }
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    boolean contains(InetAddress address) {
        byte[] mine = prefix.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((mine[bit >> 3] & mask) != (other[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }
}
