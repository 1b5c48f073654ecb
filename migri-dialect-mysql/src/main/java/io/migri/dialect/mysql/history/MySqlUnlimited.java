package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.language.MySqlText;

/** Queries to which limits that were set for the session mean nothing. */
public final class MySqlUnlimited {
    private static final String ON_MYSQL =
            "select /*+ MAX_EXECUTION_TIME(4294967295) SET_VAR(sql_big_selects = ON) */ ";
    private static final String ON_MARIADB = "set statement max_statement_time = 0, sql_big_selects = 1 for select ";

    private MySqlUnlimited() {}

    /**
     * All rows of a query.
     *
     * @param query what stands behind its {@code select}
     */
    public static String unlimited(String query, boolean mariaDb) {
        return (mariaDb ? ON_MARIADB : ON_MYSQL) + query + " limit " + MySqlText.ALL_ROWS;
    }
}
