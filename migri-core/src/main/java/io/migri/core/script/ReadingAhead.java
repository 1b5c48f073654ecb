package io.migri.core.script;

import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.script.StatementReader;

/** A context that has the coming statements read while the database works. */
public interface ReadingAhead extends ExecutionContext {

    /** A reader of the same statements, which closes {@code statements}. */
    StatementReader ahead(StatementReader statements);
}
