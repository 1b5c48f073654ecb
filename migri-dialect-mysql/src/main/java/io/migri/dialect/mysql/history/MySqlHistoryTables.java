package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.state.MySqlFacts;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What the server says of history tables, asked once for each. */
public final class MySqlHistoryTables {
    private final MySqlFacts facts;
    private final Map<String, MySqlHistoryTable> tables = new HashMap<>();

    public MySqlHistoryTables(MySqlFacts facts) {
        this.facts = facts;
    }

    /** Asks anew: nobody else changes it from now on. */
    public void locked(String table) throws SQLException {
        tables.put(table, MySqlHistoryTable.ask(facts.connection(), facts.database(), table));
    }

    MySqlHistoryTable asked(String table) throws SQLException {
        if (!tables.containsKey(table)) {
            locked(table);
        }
        return known(table);
    }

    /** What is known of one; of one that is not locked, nothing. */
    MySqlHistoryTable known(String table) {
        return tables.getOrDefault(table, MySqlHistoryTable.unknown("", table));
    }
}
