package io.migri.spi.format;

import io.migri.spi.DialectSession;
import io.migri.spi.source.MigrationSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * What another tool has recorded in a database. Reads by {@link DialectSession#connection()}, and changes nothing. Called with or
 * without the run's lock, within a transaction or outside of one.
 */
public interface ForeignHistory {

    /** Whether its table is there and looks as it should. */
    boolean isIn(DialectSession session) throws SQLException;

    /**
     * What the tool has applied, in its order, with the files of {@code directory} as {@link MigrationFormat#open} takes them.
     *
     * @throws io.migri.api.MigriException with code {@code VALIDATION} where the tool has left something half done; it names the remedy
     */
    List<ForeignEntry> read(DialectSession session, MigrationSource directory, FormatContext context)
            throws SQLException, IOException;
}
