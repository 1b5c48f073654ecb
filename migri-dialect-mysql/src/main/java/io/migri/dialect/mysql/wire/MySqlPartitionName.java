package io.migri.dialect.mysql.wire;

import io.migri.dialect.mysql.language.MySqlText;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How messages of the server call a partition: the table, and behind it, in a comment, {@code Partition `p`, Subpartition `s`}.
 *
 * @param subpartition null where it is a whole partition
 */
public record MySqlPartitionName(
        String table, String partition, @Nullable String subpartition) {
    /** Before a name that is a file's. */
    public static final String AS_IT_IS = "#mysql50#";

    private static final int TABLE_EXISTS = 1050;
    private static final String PARTITION = " /* Partition ";
    private static final String SUBPARTITION = ", Subpartition ";

    /** What to do about a table that cannot be made because of a partition without one. */
    static Optional<String> hint(SQLException failure) {
        MySqlPartitionName name = in(String.valueOf(failure.getMessage()));
        if (failure.getErrorCode() != TABLE_EXISTS || name == null) {
            return Optional.empty();
        }
        return Optional.of(
                "the server ended while it made this table, and kept that partition without it; where there is no"
                        + " such table: drop table " + MySqlText.identifier(AS_IT_IS + name.file()));
    }

    /** The first one in {@code message}; null where there is none. */
    static @Nullable MySqlPartitionName in(String message) {
        int mark = message.indexOf(PARTITION);
        String table = mark < 0 ? "" : before(message, mark);
        String partition = mark < 0 ? "" : behind(message, mark + PARTITION.length());
        if (table.isEmpty() || partition.isEmpty()) {
            return null;
        }
        int next = mark + PARTITION.length() + partition.length() + 2;
        String part = message.startsWith(SUBPARTITION, next) ? behind(message, next + SUBPARTITION.length()) : "";
        return new MySqlPartitionName(table, partition, part.isEmpty() ? null : part);
    }

    /** The name of its file. */
    String file() {
        return table + "#P#" + partition + (subpartition == null ? "" : "#SP#" + subpartition);
    }

    /** The name whose closing quote stands in front of {@code end}. */
    private static String before(String message, int end) {
        int start = end - 1;
        while (start > 0 && MySqlText.isWordCharacter(message.charAt(start - 1))) {
            start--;
        }
        boolean quoted = start > 0 && message.charAt(end - 1) == '`' && message.charAt(start - 1) == '`';
        return quoted ? message.substring(start, end - 1) : "";
    }

    /** The name whose opening quote stands at {@code start}. */
    private static String behind(String message, int start) {
        if (start >= message.length() || message.charAt(start) != '`') {
            return "";
        }
        int end = start + 1;
        while (end < message.length() && MySqlText.isWordCharacter(message.charAt(end))) {
            end++;
        }
        return end < message.length() && message.charAt(end) == '`' ? message.substring(start + 1, end) : "";
    }
}
