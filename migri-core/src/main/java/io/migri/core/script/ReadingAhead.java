package io.migri.core.script;

import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.script.StatementReader;
import java.io.InputStream;

/** A context that has the coming statements read while the database works, and tells how far that is. */
public interface ReadingAhead extends ExecutionContext {

    /** A reader of the same statements, which closes {@code statements}. */
    StatementReader ahead(StatementReader statements);

    /** The same bytes, which are those of the whole script. The context counts how many were read. */
    InputStream counted(InputStream bytes);
}
