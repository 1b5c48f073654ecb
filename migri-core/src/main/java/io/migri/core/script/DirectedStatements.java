package io.migri.core.script;

import io.migri.spi.script.SqlStatement;
import io.migri.spi.script.StatementReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The statements of a script as they are to be executed. */
record DirectedStatements(StatementReader statements, StatementDirection direction) implements StatementReader {

    @Override
    public @Nullable SqlStatement next() throws IOException {
        SqlStatement next = statements.next();
        return next == null ? null : direction.of(next);
    }

    @Override
    public void close() throws IOException {
        statements.close();
    }
}
