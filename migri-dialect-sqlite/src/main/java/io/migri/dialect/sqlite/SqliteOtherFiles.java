package io.migri.dialect.sqlite;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;

/** Whether statements may reach files other than that of the database. */
enum SqliteOtherFiles {
    ALLOWED {
        @Override
        void check(String statement) {}
    },

    /** In a rehearsal they would be changed for good. */
    REFUSED {
        @Override
        void check(String statement) {
            if (statement.regionMatches(true, 0, "ATTACH", 0, 6) || statement.regionMatches(true, 0, "VACUUM", 0, 6)) {
                refuseFile(statement);
            }
        }
    };

    /**
     * Passes {@code statement} or refuses it.
     *
     * @throws MigriException with code {@code DRY_RUN_UNSUPPORTED}
     */
    abstract void check(String statement);

    private static void refuseFile(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        tokens.next();
        if (tokens.is("ATTACH")) {
            refuseAttachment(tokens);
        } else if (tokens.is("VACUUM")) {
            refuseTarget(tokens);
        }
    }

    private static void refuseAttachment(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("DATABASE")) {
            tokens.next();
        }
        if (!isInMemory(tokens)) {
            throw refusal("ATTACH");
        }
    }

    private static void refuseTarget(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("INTO")) {
                throw refusal("VACUUM INTO");
            }
        }
    }

    private static boolean isInMemory(SqliteTokens tokens) {
        return tokens.is("''") || tokens.is("':memory:'") || tokens.is("\":memory:\"");
    }

    private static MigriException refusal(String command) {
        return new MigriException(
                ErrorCode.DRY_RUN_UNSUPPORTED,
                command + " writes to another file, which a dry run could not undo",
                "try this migration on copies of all files that it uses",
                null,
                null,
                null);
    }
}
