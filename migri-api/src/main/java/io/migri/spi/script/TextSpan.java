package io.migri.spi.script;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * A part of a statement or script.
 *
 * @param start the index of its first character
 * @param end the index behind its last one
 */
public record TextSpan(int start, int end) {

    /** The text with {@code substitute} in place of each part. Parts may overlap, and stand in any order. */
    public static String replaced(String text, List<TextSpan> parts, String substitute) {
        requireNonNull(substitute, "substitute");
        if (parts.isEmpty()) {
            return text;
        }
        StringBuilder rest = new StringBuilder(text.length());
        int copied = 0;
        for (TextSpan part :
                parts.stream().sorted(Comparator.comparingInt(TextSpan::start)).toList()) {
            if (part.start >= copied) {
                rest.append(text, copied, part.start).append(substitute);
            }
            copied = Math.max(copied, part.end);
        }
        return rest.append(text, copied, text.length()).toString();
    }

    /** What stands there in {@code text}. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
