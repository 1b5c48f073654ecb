package io.migri.dialect.postgresql.language;

/** Tells the {@code COPY} whose rows follow in the script (<a href="https://www.postgresql.org/docs/current/sql-copy.html">manual</a>). */
final class PostgresqlCopyStatement {

    private PostgresqlCopyStatement() {}

    static boolean readsFromScript(PostgresqlStatement statement) {
        if (!statement.is(0, "COPY")) {
            return false;
        }
        PostgresqlWords words = statement.words();
        return words.containsOutside("FROM") && isStandard(words.next());
    }

    /** The server reads from the client for {@code STDOUT} as well. */
    private static boolean isStandard(String source) {
        return source.equals("STDIN") || source.equals("STDOUT");
    }
}
