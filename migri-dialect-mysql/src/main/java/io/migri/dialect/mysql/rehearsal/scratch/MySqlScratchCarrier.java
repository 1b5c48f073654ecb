package io.migri.dialect.mysql.rehearsal.scratch;

import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.ForeignKey;
import io.migri.dialect.mysql.rehearsal.scratch.MySqlScratchSource.Table;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Brings rows from the real database into the copy. */
interface MySqlScratchCarrier {

    /** Brings the first rows of {@code table}, and tells how many. */
    long first(Table table, OptionalLong limit) throws SQLException;

    /** Brings the rows of {@code parent} that rows of {@code child} in the copy refer to and that are not there yet. */
    long missing(ForeignKey key, Table child, Table parent) throws SQLException;
}
