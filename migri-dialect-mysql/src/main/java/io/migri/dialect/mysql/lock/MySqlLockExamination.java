package io.migri.dialect.mysql.lock;

import io.migri.api.MigriException;
import io.migri.api.text.Text;
import io.migri.dialect.mysql.connection.MySqlConnection;
import io.migri.spi.examination.Finding;
import io.migri.spi.lock.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Looks whether the lock that keeps two runs apart works here, by taking it for a moment, and who can be named that holds up a statement. */
public final class MySqlLockExamination {
    private static final String AREA = "locks";

    private MySqlLockExamination() {}

    public static Finding of(Connection connection, String name) throws SQLException {
        try {
            Optional<MigrationLock> lock = MySqlLock.tryTo(connection, name);
            if (lock.isPresent()) {
                lock.get().close();
            }
        } catch (MigriException refusal) {
            return Finding.problem(AREA, refusal.text(), refusal.help().orElse(Text.of("")));
        }
        return MySqlConnection.text(connection, "select @@performance_schema")
                        .orElse("0")
                        .equals("1")
                ? Finding.ok(AREA, "the lock that keeps two runs apart works")
                : Finding.warning(
                        AREA,
                        "the lock that keeps two runs apart works; performance_schema is off, so the server does not say who"
                                + " holds up a statement",
                        "start the server with performance_schema=ON");
    }
}
