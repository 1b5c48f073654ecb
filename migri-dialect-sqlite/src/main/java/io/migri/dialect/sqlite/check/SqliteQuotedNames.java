package io.migri.dialect.sqlite.check;

import io.migri.dialect.sqlite.language.SqliteCreation;
import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.List;
import java.util.function.Predicate;

/**
 * The names in double quotes in a statement that could be columns or texts: those of tables, of columns to fill, of functions, and those
 * behind or in front of a dot are left out.
 *
 * @param statement what is prepared: of a view its query
 * @param valuesOnly whether they stand in a plain {@code INSERT … VALUES}, where nothing can be a column
 */
record SqliteQuotedNames(String statement, List<SqliteQuotedName> candidates, boolean valuesOnly) {
    private static final SqliteQuotedNames NONE = new SqliteQuotedNames("", List.of(), false);

    static SqliteQuotedNames in(String statement) {
        SqliteTokens head = new SqliteTokens(statement);
        head.next();
        if (head.is("INSERT") || head.is("REPLACE")) {
            return inserted(statement);
        }
        if (head.is("CREATE")) {
            return created(statement);
        }
        for (String other : List.of("SELECT", "UPDATE", "DELETE", "WITH", "VALUES")) {
            if (head.is(other)) {
                return read(statement, 0, 0);
            }
        }
        return NONE;
    }

    /** Behind the names of the table and its columns. */
    private static SqliteQuotedNames inserted(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        while (tokens.next() && !isSource(tokens)) {
            // the head of it
        }
        if (tokens.atEnd() || statement.indexOf('"', tokens.start()) < 0) {
            return NONE;
        }
        boolean values = tokens.is("VALUES");
        SqliteQuotedNames names = read(statement, tokens.start(), 0);
        return new SqliteQuotedNames(statement, names.candidates, values && !saysMore(tokens));
    }

    private static boolean isSource(SqliteTokens tokens) {
        return tokens.is("VALUES") || tokens.is("SELECT") || tokens.is("WITH");
    }

    private static boolean saysMore(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("SELECT") || tokens.is("CONFLICT") || tokens.is("RETURNING")) {
                return true;
            }
        }
        return false;
    }

    /** The body of a trigger is looked at by SQLite when it runs. */
    private static SqliteQuotedNames created(String statement) {
        SqliteCreation made = SqliteCreation.read(statement);
        return switch (made.what()) {
            case "VIEW" -> viewed(statement);
            case "INDEX", "TABLE" -> read(statement, 0, 0);
            default -> NONE;
        };
    }

    private static SqliteQuotedNames viewed(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        while (tokens.next() && !tokens.is("AS")) {
            // its name and those of its columns
        }
        if (!tokens.next()) {
            return NONE;
        }
        return read(statement.substring(tokens.start()), 0, tokens.start());
    }

    private static SqliteQuotedNames read(String statement, int from, int offset) {
        return new SqliteQuotedNames(statement, new SqliteNamePlaces(statement, from, offset).read(), false);
    }

    /** The statement with those names in quotes in which SQLite takes nothing for a text. */
    String with(Predicate<SqliteQuotedName> quoted) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (SqliteQuotedName one : candidates) {
            if (quoted.test(one)) {
                text.append(statement, done, one.from())
                        .append('`')
                        .append(one.name().replace("`", "``"))
                        .append('`');
                done = one.to();
            }
        }
        return text.append(statement, done, statement.length()).toString();
    }
}
