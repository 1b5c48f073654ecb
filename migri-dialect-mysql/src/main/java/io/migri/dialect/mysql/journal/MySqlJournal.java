package io.migri.dialect.mysql.journal;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.dialect.mysql.connection.MySqlExamination;
import io.migri.dialect.mysql.history.MySqlSpelling;
import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.wire.MySqlErrors;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.support.JournalRows;
import io.migri.spi.support.JournalStatements;
import io.migri.spi.support.TableNotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The journal as a table. A run that has the lock knows that the connection of an earlier one is gone, and with it the statement that
 * it was busy with: the server releases the lock after both.
 */
public final class MySqlJournal implements RecoveryJournal {
    /** No such database, no such table. */
    private static final Set<Integer> MISSING = Set.of(1049, 1146);

    /** To the database, the command, a column. */
    private static final Set<Integer> DENIED = Set.of(1044, 1142, 1143, 1227);

    private final MySqlFacts facts;
    private final MySqlLexer lexer;
    private final HistoryTable table;
    private final boolean mariaDb;
    private boolean found;
    /** Whether the table tells the form of its entries, as it does unless an earlier version made it. */
    private boolean formatted;

    public MySqlJournal(MySqlFacts facts, MySqlLexer lexer, HistoryTable table) {
        this.facts = facts;
        this.lexer = lexer;
        this.table = table;
        this.mariaDb = facts.server().mariaDb();
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        try (Statement statement = facts.connection().createStatement()) {
            // the driver does not know that SET STATEMENT may return rows
            statement.execute(MySqlJournalRows.select(name(), mariaDb));
            try (ResultSet rows = statement.getResultSet()) {
                found = true;
                JournalRows all = JournalRows.of(rows);
                formatted = all.formatted();
                return Optional.of(MySqlJournalRows.sorted(all.entries()));
            }
        } catch (SQLException failure) {
            if (MISSING.contains(failure.getErrorCode())) {
                return Optional.empty();
            }
            throw denied(failure);
        }
    }

    /** A right that is missing is found here, and not when the first statement of a migration is executed already. */
    @Override
    public void prepare() throws SQLException {
        try {
            if (!found) {
                MySqlJournalTable.create(facts.connection(), facts.database(table), table.journal());
            }
            if (!formatted) {
                MySqlJournalTable.addFormat(facts.connection(), facts.database(table), table.journal());
                formatted = true;
            }
            for (String trial : MySqlJournalRows.trials(name())) {
                MySqlConnection.execute(facts.connection(), trial);
            }
        } catch (SQLException failure) {
            throw denied(failure);
        }
    }

    private SQLException denied(SQLException failure) throws SQLException {
        if (DENIED.contains(failure.getErrorCode())) {
            throw MigriException.of(
                            ErrorCode.CONFIGURATION_INVALID,
                            "this user may not do with " + name()
                                    + " what a run does, which notes there how far a migration has come: "
                                    + MySqlErrors.serverMessage(failure))
                    .help("have an administrator execute: GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON "
                            + name() + " TO " + MySqlExamination.account(facts.connection()))
                    .because(failure)
                    .build();
        }
        return failure;
    }

    /** With the name of the database, because the next run may stand in another one. */
    private String before(String statement) {
        MySqlSubject subject = subject(statement);
        if (subject.objects().isEmpty()) {
            return MySqlJournalNotes.EMPTY;
        }
        String look = subject.repeatable()
                ? "repeat('-', " + MySqlLook.LENGTH + ")"
                : MySqlLook.at(subject.objects(), "database()");
        return "concat(" + look + ", ifnull(database(), " + MySqlJournalNotes.EMPTY + "))";
    }

    private MySqlSubject subject(String statement) {
        return MySqlSubject.of(lexer.tokens(statement), mariaDb);
    }

    @Override
    public boolean has(JournalEntry entry) throws SQLException {
        String where = statements().where(entry);
        return MySqlConnection.text(facts.connection(), "select 1 from " + name() + where + " limit 1")
                .isPresent();
    }

    @Override
    public JournalNotes notes() {
        return new MySqlJournalNotes(new TableNotes(statements(), this::before));
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        return new MySqlSettlement(facts.connection(), name(), mariaDb).of(doubt, subject(doubt.statement()));
    }

    @Override
    public Reach reach(String statement) {
        MySqlParts parts = lexer.parts(statement);
        if (parts.at(0, "BACKUP")) {
            boolean closes = parts.at(1, "UNLOCK") || parts.at(1, "STAGE", "END");
            return closes ? Reach.CLOSES : Reach.OPENS;
        }
        if (!parts.word(1).startsWith("TABLE")) {
            return Reach.ONE;
        }
        return switch (parts.word(0)) {
            case "LOCK" -> Reach.OPENS;
            // FLUSH TABLES WITH READ LOCK, FLUSH TABLES a FOR EXPORT
            case "FLUSH" -> parts.has("LOCK") || parts.has("EXPORT") ? Reach.OPENS : Reach.ONE;
            case "UNLOCK" -> Reach.CLOSES;
            default -> Reach.ONE;
        };
    }

    private String name() {
        return statements().table();
    }

    /** They name the database, because the migration may have chosen another one. */
    private JournalStatements statements() {
        try {
            MySqlSpelling spelling = new MySqlSpelling(facts.database(table), facts.server()::literal, false);
            return JournalStatements.of(spelling, table, "utc_timestamp(6)", "connection_id()");
        } catch (SQLException closed) {
            throw new IllegalStateException("the connection is closed", closed);
        }
    }
}
