package io.migri.dialect.sqlite.rehearsal;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.Set;

/** Whether statements may reach files other than that of the database. */
public enum SqliteOtherFiles {
    ALLOWED {
        @Override
        public void check(String statement) {}
    },

    /** In a rehearsal they would be changed for good. */
    REFUSED {
        @Override
        public void check(String statement) {
            SqliteTokens tokens = new SqliteTokens(statement);
            if (tokens.next()) {
                refuseFile(tokens, statement);
            }
        }
    };

    /** Settings of the whole process that are not put back, or names of folders and files to write to. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("temp_store_directory", "data_store_directory", "lock_proxy_file", "hard_heap_limit");

    /**
     * Passes {@code statement} or refuses it.
     *
     * @throws MigriException with code {@code DRY_RUN_UNSUPPORTED}
     */
    public abstract void check(String statement);

    private static void refuseFile(SqliteTokens tokens, String statement) {
        if (tokens.is("ATTACH")) {
            refuseAttachment(tokens);
        } else if (tokens.is("VACUUM")) {
            refuseTarget(tokens);
        } else if (tokens.is("PRAGMA")) {
            SqlitePragma.of(statement.substring(tokens.start()))
                    .filter(SqlitePragma::sets)
                    .filter(pragma -> OF_THE_PROCESS.contains(SqliteName.key(pragma.name())))
                    .ifPresent(SqliteOtherFiles::refusePragma);
        }
    }

    /** A text that is only the beginning of an expression says nothing yet. */
    private static void refuseAttachment(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("DATABASE")) {
            tokens.next();
        }
        boolean inMemory = tokens.isQuoted() && SqliteFile.isInMemory(tokens.name());
        if (!inMemory || !tokens.next() || !tokens.is("AS")) {
            throw refusal("ATTACH writes to another file, which a dry run could not undo");
        }
    }

    private static void refuseTarget(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("INTO")) {
                throw refusal("VACUUM INTO writes to another file, which a dry run could not undo");
            }
        }
    }

    private static void refusePragma(SqlitePragma pragma) {
        throw refusal("PRAGMA " + pragma.name() + " changes more than this database, which a dry run could not undo");
    }

    private static MigriException refusal(String message) {
        return new MigriException(
                ErrorCode.DRY_RUN_UNSUPPORTED,
                message,
                "try this migration on copies of all files that it uses",
                null,
                null,
                null);
    }
}
