package io.migri.dialect.sqlite.rehearsal.reach;

import io.migri.dialect.sqlite.connection.SqliteFile;
import io.migri.dialect.sqlite.language.SqliteName;
import io.migri.dialect.sqlite.language.SqlitePragma;
import io.migri.dialect.sqlite.language.SqliteTokens;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** How far the statements of a session may reach. */
public enum SqliteReach {
    /** Wherever they like. */
    ANYWHERE {
        @Override
        public Optional<String> refusal(String statement) {
            return Optional.empty();
        }
    },

    /** No further than the copy of a dry run: other files, and the process, would be changed for good. */
    COPY {
        @Override
        public Optional<String> refusal(String statement) {
            SqliteTokens tokens = new SqliteTokens(statement);
            return tokens.next() ? beyondCopy(tokens, statement) : Optional.empty();
        }
    };

    /** Settings of the whole process that are not put back, or names of folders and files to write to. */
    private static final Set<String> OF_THE_PROCESS =
            Set.of("temp_store_directory", "data_store_directory", "lock_proxy_file", "hard_heap_limit");

    /** Why {@code statement} must not be executed; empty where it may. Sends nothing. */
    public abstract Optional<String> refusal(String statement);

    /**
     * Passes {@code statement}, which is about to be executed, or refuses it. Texts of files were looked at before anything ran;
     * others show here.
     *
     * @throws SQLException that says why it must not be executed
     */
    public void check(String statement) throws SQLException {
        Optional<String> refusal = refusal(statement);
        if (refusal.isPresent()) {
            throw new SQLException("a dry run cannot execute this statement: " + refusal.get());
        }
    }

    private static Optional<String> beyondCopy(SqliteTokens tokens, String statement) {
        if (tokens.is("ATTACH")) {
            return attachesFile(tokens)
                    ? Optional.of("ATTACH writes to another file, which a dry run could not undo")
                    : Optional.empty();
        }
        if (tokens.is("VACUUM")) {
            return hasTarget(tokens)
                    ? Optional.of("VACUUM INTO writes to another file, which a dry run could not undo")
                    : Optional.empty();
        }
        return tokens.is("PRAGMA") ? ofTheProcess(statement.substring(tokens.start())) : Optional.empty();
    }

    /** A text that is only the beginning of an expression says nothing yet. */
    private static boolean attachesFile(SqliteTokens tokens) {
        tokens.next();
        if (tokens.is("DATABASE")) {
            tokens.next();
        }
        boolean inMemory = tokens.isQuoted() && SqliteFile.isInMemory(tokens.name());
        return !inMemory || !tokens.next() || !tokens.is("AS");
    }

    private static boolean hasTarget(SqliteTokens tokens) {
        while (tokens.next()) {
            if (tokens.is("INTO")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> ofTheProcess(String pragma) {
        return SqlitePragma.of(pragma)
                .filter(SqlitePragma::sets)
                .filter(set -> OF_THE_PROCESS.contains(SqliteName.key(set.name())))
                .map(set ->
                        "PRAGMA " + set.name() + " changes more than this database, which a dry run could not undo");
    }
}
