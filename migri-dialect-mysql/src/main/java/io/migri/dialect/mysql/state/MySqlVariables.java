package io.migri.dialect.mysql.state;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.state.Aside;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables of a session, as they were before any migration changed them.
 *
 * @param values by name; those that the server has not are missing
 */
record MySqlVariables(Map<String, String> values) {
    /** Variables that anybody may set, also within a transaction. They are put back after every migration. */
    static final List<String> ALWAYS = List.of(
            "sql_mode",
            "character_set_client",
            "character_set_results",
            "collation_connection",
            "foreign_key_checks",
            "unique_checks",
            "check_constraint_checks",
            "time_zone",
            "sql_notes",
            "sql_safe_updates",
            "sql_select_limit",
            "sql_auto_is_null",
            // Setting the first resets the second.
            "max_join_size",
            "sql_big_selects",
            "lock_wait_timeout",
            "innodb_lock_wait_timeout",
            "max_execution_time",
            "max_statement_time",
            "group_concat_max_len",
            "default_storage_engine",
            "transaction_isolation",
            "tx_isolation",
            "transaction_read_only",
            "tx_read_only",
            "completion_type",
            "lc_time_names",
            "div_precision_increment",
            "max_sort_length",
            "system_versioning_asof");

    /** Those of them that could change what a mark of the journal does. */
    private static final List<String> NOTICED = List.of(
            "sql_mode",
            "character_set_client",
            "collation_connection",
            "sql_safe_updates",
            "sql_select_limit",
            "max_join_size",
            "sql_big_selects",
            "max_execution_time",
            "max_statement_time");

    static MySqlVariables read(Connection connection) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query())) {
            while (row.next()) {
                values.put(row.getString(1), row.getString(2));
            }
        }
        forgetAlias(values, "tx_isolation", "transaction_isolation");
        forgetAlias(values, "tx_read_only", "transaction_read_only");
        return new MySqlVariables(values);
    }

    /** MariaDB before 11.1 has only the older name, later ones have both and warn of the older, MySQL has only the newer. */
    private static void forgetAlias(Map<String, String> values, String older, String newer) {
        if (values.containsKey(newer)) {
            values.remove(older);
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Empty where the server has no such variable. */
    String get(String name) {
        String value = values.get(name);
        return value == null ? "" : value;
    }

    /** What makes marks of the journal mean the same whatever was set, and what takes it back. */
    Aside aside() {
        StringBuilder keep = new StringBuilder("SET ");
        StringBuilder back = new StringBuilder("SET ");
        for (String name : NOTICED) {
            if (has(name)) {
                keep.append("@`migri ").append(name).append("`=@@").append(name).append(',');
                back.append(back.length() > 4 ? "," : "")
                        .append(name)
                        .append("=@`migri ")
                        .append(name)
                        .append('`');
            }
        }
        return new Aside(List.of(keep + set(NOTICED).substring("SET ".length())), List.of(back.toString()));
    }

    /** A statement that sets those of them that the server has; empty where it has none. */
    String set(Iterable<String> names) {
        StringBuilder statement = new StringBuilder();
        for (String name : names) {
            String value = values.get(name);
            if (value != null) {
                statement
                        .append(statement.isEmpty() ? "SET " : ",")
                        .append(name)
                        .append('=')
                        .append(expression(name, value));
            }
        }
        return statement.toString();
    }

    private static String expression(String name, String value) {
        if (name.equals("system_versioning_asof")) {
            return "DEFAULT";
        }
        if (value.isEmpty() && MySqlVariableNames.NULL.contains(name)) {
            return "NULL";
        }
        int digits = value.startsWith("-") ? 1 : 0;
        boolean number = value.length() > digits
                && value.chars().skip(digits).allMatch(next -> (next >= '0' && next <= '9') || next == '.');
        return number ? value : MySqlText.literal(value);
    }

    private static String query() {
        StringBuilder query = new StringBuilder("SHOW SESSION VARIABLES WHERE variable_name IN ('autocommit'");
        ALWAYS.forEach(name -> query.append(",'").append(name).append('\''));
        MySqlVariableNames.ON_DEMAND.forEach(
                name -> query.append(",'").append(name).append('\''));
        return query.append(')').toString();
    }
}
