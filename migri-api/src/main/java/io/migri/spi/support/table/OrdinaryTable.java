package io.migri.spi.support.table;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.support.Spelling;
import io.migri.spi.support.StandardSpelling;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

/** Refuses what is no table under the name of one of Migri's: to read a view executes what somebody else chose. */
final class OrdinaryTable {
    private OrdinaryTable() {}

    /**
     * Asks the driver, before anything is read from it.
     *
     * @throws MigriException with code {@code HISTORY_UNUSABLE}
     */
    static void require(Connection connection, Spelling spelling, String table) throws SQLException {
        String schema = spelling instanceof StandardSpelling standard ? standard.schema() : null;
        String name = spelling instanceof StandardSpelling standard ? standard.folded(table) : table;
        DatabaseMetaData about = connection.getMetaData();
        try (ResultSet found =
                about.getTables(null, schema == null ? null : pattern(about, schema), pattern(about, name), null)) {
            while (found.next()) {
                require(table, String.valueOf(found.getString("TABLE_TYPE")).toLowerCase(Locale.ROOT));
            }
        }
    }

    private static void require(String table, String type) {
        if (!type.endsWith("table")) {
            throw MigriException.of(
                            ErrorCode.HISTORY_UNUSABLE,
                            "the database has something by the name of " + table + " that is not Migri's: found a "
                                    + type + ", expected a table")
                    .help("rename it, if it belongs to another program, and run again")
                    .build();
        }
    }

    private static String pattern(DatabaseMetaData about, String name) throws SQLException {
        String escape = about.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + '_').replace("%", escape + '%');
    }
}
