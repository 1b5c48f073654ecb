package io.migri.dialect.sqlite.rehearsal;

import io.migri.dialect.sqlite.rehearsal.reach.SqliteReach;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Restriction;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A dry run on a copy of the database.
 *
 * @param session that of the copy
 */
public record SqliteRehearsal(SqliteRehearsalCopy copy, DialectSession session) implements OnCopy<DialectSession> {

    @Override
    public Optional<Restriction> restriction() {
        return Optional.of(statement -> SqliteReach.COPY.refusal(statement.text()));
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
