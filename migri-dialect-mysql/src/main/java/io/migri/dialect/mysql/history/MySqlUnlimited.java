package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.language.MySqlText;

/** Queries to which limits that were set for the session mean nothing. */
public final class MySqlUnlimited {
    private static final String ON_MYSQL = "/*+ MAX_EXECUTION_TIME(4294967295) SET_VAR(sql_big_selects = ON) */ ";
    private static final String ON_MARIADB = "set statement max_statement_time = 0, sql_big_selects = 1 for ";

    private MySqlUnlimited() {}

    /** All rows of a query. */
    public static String unlimited(String verb, String query, boolean mariaDb) {
        return (mariaDb ? ON_MARIADB + verb + " " : verb + " " + ON_MYSQL) + query + " limit " + MySqlText.ALL_ROWS;
    }
}
