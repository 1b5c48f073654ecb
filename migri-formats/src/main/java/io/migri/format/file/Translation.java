package io.migri.format.file;

import java.nio.charset.StandardCharsets;

/**
 * Makes of each line of another tool's file what Migri is to read there. Lines stay lines, so places stay right. Made anew for each
 * reading. Text is given and returned byte for byte, as ISO 8859-1 reads it.
 */
public interface Translation {

    /**
     * What stands in place of a line.
     *
     * @param line without its line break; of one of more than a mebibyte the next part
     * @param begins whether it is the beginning of the line
     * @throws io.migri.api.MigriException with code {@code FOREIGN_FORMAT} where the tool would refuse it
     */
    String line(String line, boolean begins);

    /** A text as it has to be put into a line, which holds the bytes of UTF-8. */
    static String inLine(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A text as it stands in a line. */
    static String fromLine(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** What stands behind the last line. */
    default String end() {
        return "";
    }
}
