package io.migri.dialect.postgresql.journal;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.dialect.postgresql.history.PostgresqlSpelling;
import io.migri.dialect.postgresql.history.PostgresqlTrust;
import io.migri.dialect.postgresql.language.PostgresqlText;
import io.migri.dialect.postgresql.wire.PostgresqlErrors;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.JournalEntry;
import io.migri.spi.history.JournalNotes;
import io.migri.spi.history.RecoveryJournal;
import io.migri.spi.support.JournalRows;
import io.migri.spi.support.JournalStatements;
import io.migri.spi.support.TableNotes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a table. A run that has the lock knows that the connection of an earlier one is gone, and with it the statement that
 * it was busy with: the server releases the lock after both.
 */
public final class PostgresqlJournal implements RecoveryJournal {
    private static final String EQ = PostgresqlText.EQ;

    private final Connection connection;
    private final HistoryTable table;
    private final PostgresqlTrust trust;
    private @Nullable String schema;
    private boolean formed = true;

    public PostgresqlJournal(Connection connection, HistoryTable table, PostgresqlTrust trust) {
        this.connection = connection;
        this.table = table;
        this.trust = trust;
    }

    @Override
    public Optional<List<JournalEntry>> read() throws SQLException {
        try {
            return Optional.of(readOnce());
        } catch (SQLException e) {
            if (PostgresqlErrors.UNDEFINED_TABLE.equals(e.getSQLState())) {
                return Optional.empty();
            }
            if (PostgresqlErrors.PRIVILEGE.equals(e.getSQLState())) {
                throw lacking(e);
            }
            if (trust.pardons(connection, name(), e)) {
                return read();
            }
            throw e;
        }
    }

    private List<JournalEntry> readOnce() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(query());
            try (ResultSet about = statement.getResultSet()) {
                about.next();
                schema = about.getString(2);
                formed = about.getBoolean(3);
                if (!about.getBoolean(4)) {
                    throw lacking(null);
                }
            }
            statement.getMoreResults();
            try (ResultSet rows = statement.getResultSet()) {
                return JournalRows.of(rows).entries();
            }
        }
    }

    private MigriException lacking(@Nullable SQLException cause) {
        return MigriException.of(
                        ErrorCode.CONFIGURATION_INVALID,
                        "this user has not all rights on the table " + table.spokenJournal()
                                + ", in which Migri notes how far it came")
                .help("nothing was changed; as the table's owner: GRANT SELECT, INSERT, UPDATE, DELETE ON " + name()
                        + " TO …")
                .because(cause)
                .build();
    }

    @Override
    public void prepare() throws SQLException {
        if (schema == null || !formed) {
            schema = PostgresqlJournalTable.create(connection, table, schema);
            formed = true;
        }
    }

    @Override
    public JournalNotes notes() {
        return new TableNotes(
                statements(), statement -> PostgresqlSubject.of(statement).look());
    }

    @Override
    public Verdict settle(JournalEntry.Doubt doubt) throws SQLException {
        return PostgresqlSettlement.of(connection, PostgresqlSubject.of(doubt.statement()), doubt.before());
    }

    /** Two queries for one message: the first fails where the table must not be used, the second gives the rows. */
    private String query() {
        String name = name();
        String oid = "c.oid";
        return "select " + trust.check(name)
                + ", n.nspname, exists (select from pg_catalog.pg_attribute a where a.attrelid" + EQ
                + "c.oid and a.attname" + EQ + "'format' and not a.attisdropped), " + may("insert") + " and "
                + may("update")
                + " and " + may("delete") + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid" + EQ
                + "c.relnamespace where " + oid + EQ + "pg_catalog.to_regclass(" + PostgresqlText.literal(name)
                + ")::pg_catalog.oid; select j.* from " + name + " j order by j.migration, j.first_ordinal";
    }

    private String name() {
        return PostgresqlText.identifier(table.schema(), table.journal());
    }

    private static String may(String privilege) {
        return "pg_catalog.has_table_privilege(c.oid, '" + privilege + "')";
    }

    /** They name the schema, because the migration may have changed the search path. */
    private JournalStatements statements() {
        String known = schema;
        if (known == null) {
            throw new IllegalStateException("the journal is used before read() or prepare()");
        }
        return JournalStatements.of(
                new PostgresqlSpelling(known), table, "pg_catalog.clock_timestamp()", "pg_catalog.pg_backend_pid()");
    }
}
