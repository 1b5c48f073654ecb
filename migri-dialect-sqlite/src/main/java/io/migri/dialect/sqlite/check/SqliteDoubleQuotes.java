package io.migri.dialect.sqlite.check;

import io.migri.dialect.sqlite.connection.SqliteDoubleQuotesProperty;
import io.migri.dialect.sqlite.connection.SqliteReason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * Finds names in double quotes that are no columns, which SQLite takes for texts: a misspelt column loses what was in it. Where a text
 * makes no sense the statement is refused, elsewhere it is told. What a name in double quotes is shows when the statement is prepared with
 * the name in other quotes, in which it never becomes a text.
 *
 * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted String Literals Are Accepted</a>
 */
public final class SqliteDoubleQuotes {
    private static final String NO_COLUMN = "no such column: ";
    private static final int LONGEST = 1_000_000;

    private final SQLiteConnection connection;
    private final boolean looks;
    private @Nullable String first;
    private int count;

    public SqliteDoubleQuotes(SQLiteConnection connection) {
        this.connection = connection;
        this.looks = SqliteDoubleQuotesProperty.looks(connection);
    }

    /**
     * Looks at a statement that is about to be executed.
     *
     * @throws SqliteTextRefusal where such a name stands for a column
     */
    public void check(String statement) throws SQLException {
        if (!looks || statement.indexOf('"') < 0 || statement.length() > LONGEST) {
            return;
        }
        SqliteQuotedNames names = SqliteQuotedNames.in(statement);
        if (names.candidates().isEmpty()) {
            return;
        }
        for (SqliteQuotedName text : names.valuesOnly() ? names.candidates() : texts(names)) {
            if (text.standsForColumn()) {
                throw new SqliteTextRefusal(text.name(), text.start());
            }
            note(text, statement);
        }
    }

    /** What is worth telling about the statements since it was last asked. */
    public List<String> remarks() {
        String told = first;
        if (told == null) {
            return List.of();
        }
        String more = count > 1 ? " (and " + (count - 1) + " more)" : "";
        first = null;
        count = 0;
        return List.of(told + more);
    }

    private void note(SqliteQuotedName text, String statement) {
        count++;
        if (first == null) {
            first = "\"" + text.name() + "\" is no column and was taken for a text, in: "
                    + around(statement, text.start()) + "; write texts in single quotes";
        }
    }

    private static String around(String statement, int at) {
        int from = Math.max(0, at - 40);
        int to = Math.min(statement.length(), at + 40);
        String part = statement.substring(from, to).replace('\n', ' ').strip();
        return (from > 0 ? "…" : "") + part + (to < statement.length() ? "…" : "");
    }

    /** Those that are texts, if the statement can be prepared at all. */
    private List<SqliteQuotedName> texts(SqliteQuotedNames names) {
        if (failure(names.with(name -> true)).isEmpty()
                || !failure(names.statement()).isEmpty()) {
            return List.of();
        }
        List<SqliteQuotedName> texts = new ArrayList<>();
        for (SqliteQuotedName one : names.candidates()) {
            if (failure(names.with(one::equals)).startsWith(NO_COLUMN)) {
                texts.add(one);
            }
        }
        return texts;
    }

    /** Why {@code statement} cannot be prepared; empty if it can. */
    private String failure(String statement) {
        try {
            connection.prepareStatement(statement).close();
            return "";
        } catch (SQLException e) {
            return SqliteReason.message(e);
        }
    }
}
