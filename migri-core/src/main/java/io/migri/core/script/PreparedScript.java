package io.migri.core.script;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.ExecutionContext;
import io.migri.spi.PreparedMigration;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A script that was read once and found sound.
 *
 * @param kept its statements; null where they are too large to keep
 */
record PreparedScript(
        Migration migration,
        DialectSession session,
        Directives directives,
        boolean empty,
        long statements,
        boolean lastsInParts,
        @Nullable List<SqlStatement> kept)
        implements PreparedMigration {

    @Override
    public boolean show(Consumer<SqlStatement> viewer) throws SQLException, IOException {
        each(viewer::accept);
        return true;
    }

    @Override
    public void run(ExecutionContext context) throws SQLException, IOException {
        each(context::execute);
    }

    private void each(Step step) throws SQLException, IOException {
        StatementDirection direction = new StatementDirection(directives, session::mayLeaveRemains);
        if (kept == null) {
            stream(step, direction);
            return;
        }
        for (SqlStatement statement : kept) {
            step.take(direction.of(statement));
        }
    }

    private void stream(Step step, StatementDirection direction) throws SQLException, IOException {
        try (Utf8Reader text = new Utf8Reader(migration.content().open());
                StatementReader reader = session.read(text)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                step.take(direction.of(next));
            }
        }
    }

    /** What happens to each statement. */
    @FunctionalInterface
    private interface Step {
        void take(SqlStatement statement) throws SQLException, IOException;
    }
}
