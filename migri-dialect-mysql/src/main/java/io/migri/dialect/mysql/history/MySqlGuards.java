package io.migri.dialect.mysql.history;

import io.migri.dialect.mysql.language.MySqlText;
import io.migri.spi.history.HistoryTable;

/** What stands around a row of the history. */
record MySqlGuards(MySqlSpelling spelling, HistoryTable table) {

    /** Fails if a row of that name stands behind the one with the number {@code last}. */
    String absent(String migration, long last) {
        return "select if(exists (select 1" + behind(migration, last) + "), " + MySqlText.FAILURE + ", 1) limit 1";
    }

    /** Fails unless exactly one row of that name stands behind the one with the number {@code last}. */
    String present(String migration, long last) {
        return "select if((select count(*)" + behind(migration, last) + ") = 1, 1, " + MySqlText.FAILURE + ") limit 1";
    }

    private String behind(String migration, long last) {
        return " from " + spelling.table(table.name()) + " where (`id` > " + last + " and " + spelling.same(migration)
                + ") lock in share mode";
    }

    /**
     * A temporary table hides the one of its name, also from a statement that names the database
     * (<a href="https://dev.mysql.com/doc/refman/9.7/en/create-temporary-table.html">manual</a>).
     */
    String dropTemporary() {
        return "drop temporary table if exists " + spelling.table(table.name()) + ", " + spelling.table(table.source());
    }
}
