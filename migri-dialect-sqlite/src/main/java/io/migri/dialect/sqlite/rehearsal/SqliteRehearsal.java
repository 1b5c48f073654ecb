package io.migri.dialect.sqlite.rehearsal;

import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import java.sql.SQLException;

/**
 * A dry run on a copy of the database.
 *
 * @param session that of the copy
 */
public record SqliteRehearsal(SqliteRehearsalCopy copy, DialectSession session) implements OnCopy<DialectSession> {

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
