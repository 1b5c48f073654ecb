package io.migri.dialect.postgresql;

/** Tells the {@code COPY} whose rows follow in the script (<a href="https://www.postgresql.org/docs/current/sql-copy.html">manual</a>). */
final class PostgresqlCopyStatement {

    private PostgresqlCopyStatement() {}

    static boolean readsFromScript(String statement) {
        if (!statement.regionMatches(true, 0, "copy", 0, 4)) {
            return false;
        }
        PostgresqlWords words = new PostgresqlWords(statement);
        return words.next().equals("COPY")
                && words.containsOutside("FROM")
                && words.next().equals("STDIN");
    }
}
