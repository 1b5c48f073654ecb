package io.migri.python;

import io.migri.api.Cancellation;
import io.migri.api.Migration;
import io.migri.python.engine.Conversation;
import io.migri.python.engine.PythonDiedException;
import io.migri.python.engine.PythonEngine;
import io.migri.python.engine.PythonFailure;
import io.migri.python.engine.PythonHost;
import io.migri.python.engine.PythonOutcome;
import io.migri.python.engine.PythonSource;
import io.migri.python.reading.PythonHead;
import io.migri.spi.binding.ScriptBinding;
import io.migri.spi.binding.ScriptChannel;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import io.migri.spi.script.ScriptException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;

/** A migration that is being, or has been, compiled. */
record PreparedPython(
        Migration migration,
        PythonSource source,
        PythonHead head,
        Future<PythonOutcome> checked,
        RunScope scope,
        ScriptBinding binding,
        SharedPython python)
        implements PreparedMigration {

    /** An empty file has no migrate(), which is what is wrong with it. */
    @Override
    public boolean empty() {
        return false;
    }

    @Override
    public long statements() {
        return 0;
    }

    @Override
    public boolean lastsInParts() {
        return head.noTransaction() || binding.mayCommit();
    }

    @Override
    public void check() throws IOException {
        PythonOutcome outcome = SharedPython.await(checked);
        if (!outcome.ok()) {
            throw new ScriptException(outcome.message(), outcome.line().orElse(1), Math.max(1, outcome.column()));
        }
    }

    @Override
    public void run(ExecutionContext context) throws SQLException, IOException {
        if (!head.noTransaction()) {
            context.transaction().open();
        } else if (!context.transaction().leaveForLater()) {
            context.notice("not rehearsed, because it runs outside of a transaction");
            return;
        }
        PythonEngine engine = python.engine();
        Cancellation.Registration stop = scope.cancellation().onRequest(engine::interrupt);
        try (stop;
                ScriptChannel channel = binding.open(new PythonHost(engine, context, !head.noTransaction()))) {
            run(context, engine, new Conversation(channel, context, head.noTransaction()));
        }
    }

    private void run(ExecutionContext context, PythonEngine engine, Conversation conversation)
            throws SQLException, IOException {
        PythonFailure failure = new PythonFailure(migration, source, context, conversation, scope);
        PythonOutcome outcome;
        try {
            outcome = engine.run(options(context), conversation);
        } catch (PythonDiedException e) {
            throw failure.died(e);
        }
        outcome.warnings().forEach(context::notice);
        if (!outcome.ok()) {
            throw failure.of(outcome);
        }
    }

    private Map<String, Object> options(ExecutionContext context) throws IOException {
        Map<String, Object> options = new HashMap<>();
        options.put("file", migration.origin());
        options.put("path", path());
        options.put("source", source.bytes());
        options.put("folder", python.folder().toString());
        options.put("facade", binding.facade().module());
        options.put("server", context.session().server());
        options.put("entry", migration.section() == null ? PythonMigrationExecutor.MIGRATE : migration.section());
        options.put("transactional", !head.noTransaction());
        options.put("only_in_transaction", context.transaction().mustStay());
        return options;
    }

    /** What {@code __file__} is: absolute for a file, the origin as it is for anything else. */
    private String path() {
        return migration.origin().contains("://") || migration.origin().startsWith("classpath:")
                ? migration.origin()
                : Path.of(migration.origin()).toAbsolutePath().toString();
    }
}
