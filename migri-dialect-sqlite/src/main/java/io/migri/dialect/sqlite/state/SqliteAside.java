package io.migri.dialect.sqlite.state;

import io.migri.dialect.sqlite.effect.SqliteStatementReader;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import io.migri.spi.state.Aside;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a statement of Migri's in the middle of a script that may have forbidden its connection to write. The values of the
 * script are known only once its statements are executed, so each of the two is executed here and not by SQLite.
 */
public final class SqliteAside {
    private static final String BEFORE = "-- settings of the script aside";
    private static final String AFTER = "-- settings of the script back";

    private final SqliteSessionSnapshot snapshot;
    private boolean needed;

    SqliteAside(SqliteSessionSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The same reader, which lets this know what its script does. */
    public StatementReader watching(SqliteStatementReader reader) {
        return new Watched(reader);
    }

    /** Nothing where no script has set what matters. */
    Aside around() {
        return needed ? new Aside(List.of(BEFORE), List.of(AFTER)) : Aside.NONE;
    }

    /** Executes one of the two; false where {@code statement} is another. */
    public boolean executes(String statement) throws SQLException {
        if (!statement.startsWith("--")) {
            return false;
        }
        switch (statement) {
            case BEFORE -> snapshot.setAside();
            case AFTER -> snapshot.takeBack();
            default -> {
                return false;
            }
        }
        return true;
    }

    private final class Watched implements StatementReader {
        private final SqliteStatementReader reader;

        private Watched(SqliteStatementReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable SqlStatement next() throws IOException {
            SqlStatement next = reader.next();
            needed |= reader.limits();
            return next;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
