package io.migri.dialect.sqlite.facade;

import io.migri.dialect.sqlite.language.SqliteSplitter;
import io.migri.dialect.sqlite.language.SqliteStatement;
import io.migri.dialect.sqlite.language.SqliteTokens;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/** What a script may ask for outside of a transaction only, because SQLite refuses it within one, or does nothing without a word. */
final class SqliteFacadePlace {
    private static final String OUTSIDE = "write # migri: no-transaction at the head of the file";
    private static final Set<String> SETTINGS = Set.of("JOURNAL_MODE", "SYNCHRONOUS", "TEMP_STORE");
    private static final Set<String> OFF = Set.of("0", "OFF", "NO", "FALSE");

    private final SQLiteConnection connection;
    private final boolean withinTransaction;

    SqliteFacadePlace(SQLiteConnection connection, boolean withinTransaction) {
        this.connection = connection;
        this.withinTransaction = withinTransaction;
    }

    /** Passes {@code statement}, or refuses it with the name of what would be needed; never tells anything. */
    Optional<String> checked(String statement) throws SQLException {
        Optional<String> advice = advice(statement);
        if (advice.isPresent()) {
            throw new SqliteUnsupported(refused(statement).orElse(""), advice.get());
        }
        return advice;
    }

    /** What to do instead of {@code statement}, if it cannot work in the run's transaction. */
    Optional<String> advice(String statement) throws SQLException {
        return withinTransaction && refused(statement).isPresent()
                ? Optional.of("SQLite does not take it within a transaction; " + OUTSIDE)
                : Optional.empty();
    }

    private Optional<String> refused(String statement) throws SQLException {
        SqliteTokens tokens = firstOf(statement);
        if (tokens.is("VACUUM") || tokens.is("DETACH")) {
            return Optional.of(tokens.is("VACUUM") ? "VACUUM" : "DETACH");
        }
        Pragma pragma = Pragma.of(tokens);
        boolean refused = pragma.name.equals("WAL_CHECKPOINT")
                || (pragma.value.isPresent() && SETTINGS.contains(pragma.name))
                || (pragma.setsForeignKeys() && OFF.contains(pragma.value.get()) && foreignKeysAreOn());
        return refused ? Optional.of("PRAGMA " + pragma.written) : Optional.empty();
    }

    /** What to say of a text that is executed although something in it does nothing. */
    Optional<String> remark(String text) throws IOException {
        try (SqliteSplitter splitter = new SqliteSplitter(new StringReader(text))) {
            for (SqliteStatement next = splitter.next(false); next != null; next = splitter.next(false)) {
                if (Pragma.of(firstOf(next.text())).setsForeignKeys()) {
                    return Optional.of("PRAGMA foreign_keys does nothing within a transaction; " + OUTSIDE
                            + ", so that it takes effect, or use PRAGMA defer_foreign_keys = on");
                }
            }
            return Optional.empty();
        } catch (ScriptException e) {
            return Optional.empty();
        }
    }

    private boolean foreignKeysAreOn() throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA foreign_keys")) {
            return result.next() && result.getInt(1) == 1;
        }
    }

    /** At the first word. */
    private static SqliteTokens firstOf(String statement) {
        SqliteTokens tokens = new SqliteTokens(statement);
        do {
            tokens.next();
        } while (tokens.is(";"));
        return tokens;
    }

    /**
     * A statement {@code PRAGMA}.
     *
     * @param name in upper case, without its schema; empty where it is another statement
     * @param written the name as it is written
     * @param value in upper case; empty where it only asks
     */
    private record Pragma(String name, String written, Optional<String> value) {

        static Pragma of(SqliteTokens tokens) {
            if (!tokens.is("PRAGMA") || !tokens.next()) {
                return new Pragma("", "", Optional.empty());
            }
            String name = tokens.name();
            boolean more = tokens.next();
            if (more && tokens.is(".")) {
                tokens.next();
                name = tokens.name();
                more = tokens.next();
            }
            boolean sets = more && (tokens.is("=") || tokens.is("(")) && tokens.next();
            return new Pragma(
                    name.toUpperCase(java.util.Locale.ROOT),
                    name,
                    sets ? Optional.of(tokens.name().toUpperCase(java.util.Locale.ROOT)) : Optional.empty());
        }

        boolean setsForeignKeys() {
            return name.equals("FOREIGN_KEYS") && value.isPresent();
        }
    }
}
