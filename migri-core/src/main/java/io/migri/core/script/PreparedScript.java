package io.migri.core.script;

import io.migri.api.Migration;
import io.migri.spi.ExecutionContext;
import io.migri.spi.PreparedMigration;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script that was read once and found sound.
 *
 * @param kept its statements; null where they are too large to keep
 */
record PreparedScript(
        Migration migration,
        Directives directives,
        boolean empty,
        long statements,
        @Nullable List<SqlStatement> kept) implements PreparedMigration {

    @Override
    public void run(ExecutionContext context) throws SQLException, IOException {
        StatementDirection direction = new StatementDirection(directives);
        if (kept == null) {
            stream(context, direction);
            return;
        }
        for (SqlStatement statement : kept) {
            context.execute(direction.of(statement));
        }
    }

    private void stream(ExecutionContext context, StatementDirection direction) throws SQLException, IOException {
        try (StatementReader reader =
                context.session().read(new Utf8Reader(migration.content().open()))) {
            for (SqlStatement next = reader.next(); next != null; next = reader.next()) {
                context.execute(direction.of(next));
            }
        }
    }
}
