package io.github.liveroom.chat.jakarta.wire;

/** The encoding of frames (RFC 3629). */
public final class Utf8 {
    private Utf8() {}

    /**
     * How many bytes a text takes, without encoding it.
     *
     * @param text any; half a surrogate pair counts as half of the pair's four bytes
     * @return bytes
     */
    public static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
