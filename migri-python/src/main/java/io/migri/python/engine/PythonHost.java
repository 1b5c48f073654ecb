package io.migri.python.engine;

import io.migri.spi.binding.ScriptFunctionException;
import io.migri.spi.binding.ScriptHost;
import io.migri.spi.execution.ExecutionContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One running migration, as a channel sees it. */
public record PythonHost(PythonEngine engine, ExecutionContext context, boolean transactional) implements ScriptHost {

    @Override
    public boolean onlyInTransaction() {
        return context.transaction().mustStay();
    }

    @Override
    public @Nullable Object call(long function, List<? extends @Nullable Object> arguments)
            throws ScriptFunctionException {
        return engine.call(function, arguments);
    }

    @Override
    public void committed() {
        context.transaction().committed();
    }
}
