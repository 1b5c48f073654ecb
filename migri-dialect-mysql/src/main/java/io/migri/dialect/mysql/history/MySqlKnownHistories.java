package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.state.MySqlFacts;
import io.migri.spi.history.HistoryTable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the server says of history tables, asked once for each. */
public final class MySqlKnownHistories {
    private final MySqlFacts facts;
    private final Map<HistoryTable, MySqlHistoryFacts> tables = new HashMap<>();

    public MySqlKnownHistories(MySqlFacts facts) {
        this.facts = facts;
    }

    /** Asks anew: nobody else changes it from now on. */
    public void locked(HistoryTable table) throws SQLException {
        tables.put(table, MySqlHistoryFacts.ask(facts.connection(), facts.database(table), table));
    }

    MySqlHistoryFacts asked(HistoryTable table) throws SQLException {
        if (!tables.containsKey(table)) {
            locked(table);
        }
        return known(table);
    }

    /** What is known of one; of one that is not locked, nothing. */
    MySqlHistoryFacts known(HistoryTable table) {
        return tables.getOrDefault(table, MySqlHistoryFacts.unknown("", table));
    }
}
