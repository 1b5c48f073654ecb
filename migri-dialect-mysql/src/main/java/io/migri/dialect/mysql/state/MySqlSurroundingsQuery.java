package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.effect.MySqlSurroundings;
import io.migri.dialect.mysql.language.MySqlText;
import io.migri.dialect.mysql.use.MySqlMemory;
import io.migri.dialect.mysql.use.MySqlRoutine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks the server what a script will find, with one query, since each is a round trip of every run. */
record MySqlSurroundingsQuery(Connection connection, String database) {
    private static final String UTF8 = "convert(%s using utf8mb4)";

    /** @param locks names of the locks of this run */
    MySqlSurroundings ask(Set<String> locks) throws SQLException {
        Map<String, MySqlRoutine> routines = new HashMap<>();
        Set<String> tables = new HashSet<>();
        String engine = "";
        boolean folded = false;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query())) {
            while (rows.next()) {
                String name = rows.getString(2);
                switch (rows.getString(1)) {
                    case "routine" -> routines.put(MySqlMemory.key(name), routine(rows));
                    case "table" -> tables.add(MySqlSurroundings.key(name));
                    default -> {
                        engine = name.toUpperCase(Locale.ROOT);
                        folded = rows.getBoolean(3);
                    }
                }
            }
        }
        return new MySqlSurroundings(database, folded, locks, routines, tables, engine);
    }

    private static MySqlRoutine routine(ResultSet row) throws SQLException {
        boolean variables = row.getBoolean(3);
        boolean looksBack = row.getBoolean(4);
        return new MySqlRoutine(variables ? Set.of("*") : Set.of(), looksBack);
    }

    /** Who may not see a definition has to expect anything of it. */
    private String query() {
        String schema = MySqlText.literal(database);
        String definition = "lower(convert(routine_definition using utf8mb4))";
        return "select 'server' as kind, " + String.format(UTF8, "@@default_storage_engine")
                + " as name, @@lower_case_table_names <> 0 as first, 0 as second"
                + " union all select 'routine', " + String.format(UTF8, "routine_name")
                + ", ifnull(instr(" + definition + ", '@') > 0, 1)"
                + ", ifnull(instr(" + definition + ", 'row_count') + instr(" + definition + ", 'found_rows') + instr("
                + definition + ", 'diagnostics') + instr(" + definition + ", '_count') > 0, 1)"
                + " from information_schema.routines where routine_schema = " + schema
                + " union all select 'table', " + String.format(UTF8, "t.table_name") + ", 1, 0"
                + " from information_schema.tables t join information_schema.engines e on e.engine = t.engine"
                + " and e.transactions <> 'YES' where t.table_schema = " + schema
                + " limit " + MySqlText.ALL_ROWS;
    }
}
