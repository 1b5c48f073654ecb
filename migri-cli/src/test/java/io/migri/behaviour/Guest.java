package io.migri.behaviour;

import io.migri.api.Migration;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;
import io.migri.spi.execution.RunScope;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** An executor of a third party, for files {@code *.py} in place of ours, which uses the connection itself. */
record Guest(Deed deed) implements MigrationExecutor {

    @Override
    public Set<String> kinds() {
        return Set.of("py");
    }

    @Override
    public PreparedMigration prepare(Migration migration, RunScope scope) {
        return new Prepared(deed);
    }

    /** Executes {@code statements} past Migri. */
    static void byItself(ExecutionContext context, String... statements) throws SQLException {
        try (Statement own = context.session().connection().createStatement()) {
            for (String statement : statements) {
                own.execute(statement);
            }
        }
    }

    /** What a migration does. */
    @FunctionalInterface
    interface Deed {
        void run(ExecutionContext context) throws SQLException, IOException;
    }

    private record Prepared(Deed deed) implements PreparedMigration {
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
            deed.run(context);
        }
    }
}
