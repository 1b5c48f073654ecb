package io.migri.python.engine;

import io.migri.api.DatabaseError;
import io.migri.api.ErrorCode;
import io.migri.api.Migration;
import io.migri.api.MigriException;
import io.migri.api.SourcePosition;
import io.migri.api.text.Operation;
import io.migri.api.text.Text;
import io.migri.python.interpreter.PythonSettings;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.RunScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Tells the user why a migration failed: the place in its file, Python's traceback, the statement and the database's account. */
public record PythonFailure(
        Migration migration, PythonSource source, ExecutionContext context, Conversation conversation, RunScope scope) {

    public MigriException of(PythonOutcome outcome) {
        SQLException failure = outcome.failure().flatMap(conversation::failure).orElse(null);
        String sql = outcome.sql().orElse("");
        DatabaseError error = failure == null ? null : context.explain(failure, sql);
        return MigriException.of(ErrorCode.MIGRATION_FAILED, outcome.message())
                .help(outcome.missingModule().map(this::install).orElse(null))
                .details(details(outcome, sql, error))
                .at(position(outcome))
                .saying(error)
                .because(failure)
                .build();
    }

    /** An interpreter that is gone cannot tell where it was; its last words may. */
    public MigriException died(PythonDiedException death) {
        String words = String.join("\n", death.lastLines());
        return MigriException.of(ErrorCode.MIGRATION_FAILED, String.valueOf(death.getMessage()))
                .help("look at what " + migration.origin() + " calls: os._exit(), or a module written in C")
                .details(words.isEmpty() ? null : words)
                .because(death)
                .build();
    }

    private Text install(String module) {
        Path file = Path.of(migration.origin()).toAbsolutePath().resolveSibling(module + ".py");
        return Files.isRegularFile(file) || Files.isDirectory(file.resolveSibling(module))
                ? Text.of("append os.path.dirname(__file__) to sys.path before the import: " + module
                        + " lies beside the file, where Python does not look by itself")
                : Text.of(
                        "install " + module + " for the Python that runs migrations (`",
                        Operation.EXAMINE,
                        "` names it), or run `",
                        PythonSettings.install(module),
                        "`");
    }

    private @Nullable SourcePosition position(PythonOutcome outcome) {
        if (outcome.line().isEmpty()) {
            return null;
        }
        int line = outcome.line().get();
        String text = source.line(line);
        int column = outcome.column() > 0 ? outcome.column() : indentation(text) + 1;
        return new SourcePosition(migration.origin(), line, column, text);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private @Nullable String details(PythonOutcome outcome, String sql, @Nullable DatabaseError error) {
        if (!outcome.raised()) {
            return null;
        }
        boolean full = scope.setting("python.traceback").filter("full"::equals).isPresent();
        String traceback = outcome.traceback(full);
        return sql.isEmpty() ? traceback : traceback + "\n\n" + FailedStatement.text(sql, offset(error));
    }

    private static int offset(@Nullable DatabaseError error) {
        return error == null ? -1 : error.offset().orElse(-1);
    }
}
