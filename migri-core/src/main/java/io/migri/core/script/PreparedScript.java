package io.migri.core.script;

import io.migri.api.Migration;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A script that was read once and found sound.
 *
 * @param tokens a hash over what its statements say, as the history keeps it
 * @param shape how its statements fall into transactions
 * @param kept its statements; null where they are too large to keep
 */
public record PreparedScript(
        Migration migration,
        DialectSession session,
        Directives directives,
        boolean empty,
        long statements,
        String tokens,
        ScriptShape shape,
        @Nullable List<SqlStatement> kept)
        implements PreparedMigration {

    /** The same with the shape that {@code scan} has found of its statements. */
    PreparedScript shaped(ShapeScan scan) throws SQLException, IOException {
        ScriptShape found = scan.shape(viewer -> each(viewer::see));
        return new PreparedScript(migration, session, directives, empty, statements, tokens, found, kept);
    }

    @Override
    public boolean lastsInParts() {
        return shape.inParts();
    }

    @Override
    public boolean show(Consumer<SqlStatement> viewer) throws SQLException, IOException {
        each(viewer::accept);
        return true;
    }

    @Override
    public void run(ExecutionContext context) throws SQLException, IOException {
        each(context::execute, context instanceof ReadingAhead reading ? reading : null);
    }

    void each(Step step) throws SQLException, IOException {
        each(step, null);
    }

    private void each(Step step, @Nullable ReadingAhead reading) throws SQLException, IOException {
        StatementDirection direction = new StatementDirection(directives);
        if (kept == null) {
            stream(step, direction, reading);
            return;
        }
        for (SqlStatement statement : kept) {
            step.take(direction.of(statement));
        }
    }

    private void stream(Step step, StatementDirection direction, @Nullable ReadingAhead reading)
            throws SQLException, IOException {
        InputStream bytes = migration.content().open();
        try (Utf8Reader text = new Utf8Reader(reading == null ? bytes : reading.counted(bytes));
                StatementReader reader =
                        reader(new DirectedStatements(session.language().read(text), direction), reading)) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                step.take(next);
            }
        }
    }

    private static StatementReader reader(StatementReader statements, @Nullable ReadingAhead reading) {
        return reading == null ? statements : reading.ahead(statements);
    }

    /** What happens to each statement. */
    @FunctionalInterface
    interface Step {
        void take(SqlStatement statement) throws SQLException, IOException;
    }
}
