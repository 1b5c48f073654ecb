package io.migri.core.trial;

import io.migri.api.Migration;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Runs files of the kind {@code other}, which all do the same: what a test says. */
public record OtherLanguage(Program program) implements MigrationExecutor {
    @Override
    public Set<String> kinds() {
        return Set.of("other");
    }

    @Override
    public PreparedMigration prepare(Migration migration, RunScope scope) {
        return new Prepared(program);
    }

    /** What a migration does. */
    @FunctionalInterface
    public interface Program {
        void run(ExecutionContext context) throws SQLException, IOException;
    }

    private record Prepared(Program program) implements PreparedMigration {
        @Override
        public boolean empty() {
            return false;
        }

        @Override
        public long statements() {
            return 0;
        }

        @Override
        public void run(ExecutionContext context) throws SQLException, IOException {
            program.run(context);
        }
    }
}
