package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.language.SqliteTokens;

/** What a statement of a script means to the transaction it believes to be in. */
enum SqliteFacadeStatementKind {
    /** Nothing but blanks and comments. */
    EMPTY,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    /** What {@code sqlite3} begins a transaction for. */
    CHANGE,
    /** What leaves the shape of tables as it is. */
    QUERY,
    OTHER;

    static SqliteFacadeStatementKind of(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        do {
            if (!tokens.next()) {
                return EMPTY;
            }
        } while (tokens.is(";"));
        return ofFirst(tokens);
    }

    private static SqliteFacadeStatementKind ofFirst(SqliteTokens tokens) {
        if (tokens.is("SELECT") || tokens.is("WITH") || tokens.is("VALUES")) {
            return QUERY;
        }
        if (tokens.is("INSERT") || tokens.is("UPDATE") || tokens.is("DELETE") || tokens.is("REPLACE")) {
            return CHANGE;
        }
        if (tokens.is("BEGIN")) {
            return BEGIN;
        }
        if (tokens.is("COMMIT") || tokens.is("END")) {
            return COMMIT;
        }
        if (tokens.is("SAVEPOINT")) {
            return SAVEPOINT;
        }
        if (tokens.is("RELEASE")) {
            return RELEASE;
        }
        return tokens.is("ROLLBACK") ? ofRollback(tokens) : OTHER;
    }

    private static SqliteFacadeStatementKind ofRollback(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("TO")) {
                return ROLLBACK_TO;
            }
        }
        return ROLLBACK;
    }

    /** Whether it is about transactions. */
    boolean isControl() {
        return switch (this) {
            case BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, ROLLBACK_TO -> true;
            case EMPTY, CHANGE, QUERY, OTHER -> false;
        };
    }

    /** The name of the savepoint that {@code statement} is about: its last word. */
    static String savepoint(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        String name = "";
        while (tokens.next()) {
            name = tokens.is(";") ? name : tokens.name();
        }
        return name;
    }
}
