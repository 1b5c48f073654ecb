package io.migri.spi.script;

import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives the statements of another reader their traits. To call, not to implement. */
public record KnowingReader(StatementReader statements, Function<SqlStatement, StatementTraits> traits)
        implements StatementReader {

    @Override
    public @Nullable SqlStatement next() throws IOException {
        SqlStatement next = statements.next();
        return next == null ? null : next.knowing(traits.apply(next));
    }

    @Override
    public void close() throws IOException {
        statements.close();
    }
}
