package io.migri.dialect.postgresql.facade;

import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import org.jspecify.annotations.Nullable;

/**
 * An {@code INSERT INTO t (a, b) VALUES ($1, $2)} and nothing more, so that one statement may insert the rows of many. Used by one
 * thread.
 */
final class PostgresqlPlainInsert {
    private final PostgresqlWords words;
    private final String text;
    private String word;
    private int tableStart;
    private int tableEnd;
    private int rowStart;
    private int rowEnd;

    private PostgresqlPlainInsert(String text) {
        this.text = text;
        this.words = new PostgresqlWords(text);
        this.word = words.next();
    }

    /**
     * {@code (table, statement)} that inserts so many rows at once; null where the text is anything else.
     *
     * @param width how many parameters a row has
     */
    static Object @Nullable [] spread(String text, int rows, int width) {
        PostgresqlPlainInsert insert = new PostgresqlPlainInsert(text);
        return insert.read() ? new Object[] {insert.table(), insert.times(rows, width)} : null;
    }

    private boolean read() {
        if (!take("INSERT") || !take("INTO")) {
            return false;
        }
        tableStart = words.start();
        if (!takeName()) {
            return false;
        }
        return (!word.equals("(") || takeColumns()) && take("VALUES") && takeRow() && isEnd();
    }

    private String table() {
        return text.substring(tableStart, tableEnd);
    }

    private String times(int rows, int width) {
        StringBuilder made = new StringBuilder(text.substring(0, rowEnd));
        for (int row = 1; row < rows; row++) {
            made.append(", ").append(shifted(row * width));
        }
        return made.toString();
    }

    /** The row with the numbers of its parameters so much higher. */
    private String shifted(int by) {
        StringBuilder row = new StringBuilder();
        PostgresqlWords parts = new PostgresqlWords(text.substring(rowStart, rowEnd));
        int number = -1;
        for (String part = parts.next(); !part.equals(PostgresqlWords.END); part = parts.next()) {
            if (number >= 0 && isDigit(part)) {
                number = number * 10 + part.charAt(0) - '0';
                continue;
            }
            if (number >= 0) {
                row.append(number + by);
                number = -1;
            }
            row.append(parts.written());
            if (part.equals("$")) {
                number = 0;
            }
        }
        return row.toString();
    }

    private boolean takeName() {
        do {
            if (!isName()) {
                return false;
            }
            tableEnd = words.end();
            word = words.next();
        } while (take("."));
        return true;
    }

    private boolean takeColumns() {
        do {
            word = words.next();
            if (!isName()) {
                return false;
            }
            word = words.next();
        } while (word.equals(","));
        return take(")");
    }

    private boolean takeRow() {
        rowStart = words.start();
        if (!word.equals("(")) {
            return false;
        }
        do {
            word = words.next();
            if (!takeParameter()) {
                return false;
            }
        } while (word.equals(","));
        rowEnd = words.end();
        return take(")");
    }

    /** A parameter, with or without a cast to a type whose name is one word. */
    private boolean takeParameter() {
        if (!take("$") || !isDigit(word)) {
            return false;
        }
        while (isDigit(word)) {
            word = words.next();
        }
        if (!take(":")) {
            return true;
        }
        if (!take(":") || !isName()) {
            return false;
        }
        word = words.next();
        return !take("[") || take("]");
    }

    private boolean isEnd() {
        while (word.equals(";")) {
            word = words.next();
        }
        return word.equals(PostgresqlWords.END);
    }

    private boolean take(String wanted) {
        if (!word.equals(wanted)) {
            return false;
        }
        word = words.next();
        return true;
    }

    private boolean isName() {
        return !word.isEmpty()
                && (word.charAt(0) == '"' || PostgresqlText.isWordStart(word.charAt(0)))
                && !word.endsWith("'");
    }

    private static boolean isDigit(String word) {
        return word.length() == 1 && PostgresqlText.isDigit(word.charAt(0));
    }
}
