package io.migri.dialect.mysql;

import io.migri.dialect.mysql.history.MySqlAppliedLog;
import io.migri.dialect.mysql.history.MySqlHistoryNames;
import io.migri.dialect.mysql.history.MySqlKnownHistories;
import io.migri.dialect.mysql.journal.MySqlJournal;
import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.dialect.mysql.state.MySqlLexer;
import io.migri.dialect.mysql.wire.MySqlWire;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.History;
import io.migri.spi.history.HistoryTable;
import io.migri.spi.history.RecoveryJournal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Tables in the database itself.
 *
 * @param language what reads the scripts, which should leave them alone
 * @param wire what sends the statements that write them
 */
record MySqlHistories(
        MySqlFacts facts, MySqlKnownHistories tables, MySqlLanguage language, MySqlLexer lexer, MySqlWire wire)
        implements History {

    @Override
    public AppliedLog log(HistoryTable table) {
        language.keep(table);
        return new MySqlAppliedLog(facts, tables, wire, facts.here(table));
    }

    /** No run locks that table by its name, so scripts need not leave such a lock alone. */
    @Override
    public Optional<AppliedLog> repeatables(HistoryTable table) {
        return Optional.of(
                new MySqlAppliedLog(facts, tables, wire, facts.here(table).repeatables()));
    }

    @Override
    public Optional<RecoveryJournal> journal(HistoryTable table) {
        return Optional.of(new MySqlJournal(facts, lexer, facts.here(table)));
    }

    @Override
    public List<HistoryTable> others(HistoryTable table) throws SQLException {
        return MySqlHistoryNames.others(facts.connection(), table);
    }
}
