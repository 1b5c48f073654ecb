package io.migri.python;

import io.migri.api.DatabaseError;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.ExecutionContext;
import io.migri.spi.execution.MigrationTransaction;
import io.migri.spi.script.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The context of a migration that runs on no database. It remembers what it was told. */
public final class RecordingContext implements ExecutionContext {
    private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    public List<String> printed() {
        return List.copyOf(printed);
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public DialectSession session() {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public void execute(SqlStatement statement) {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public MigrationTransaction transaction() {
        return new NoTransaction();
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }

    @Override
    public DatabaseError explain(SQLException failure, String statement) {
        throw new UnsupportedOperationException("there is no database");
    }

    @Override
    public void notice(String message) {
        notices.add(message);
    }

    private static final class NoTransaction implements MigrationTransaction {

        @Override
        public void open() {
            // there is none to open
        }

        @Override
        public boolean leaveForLater() {
            return true;
        }

        @Override
        public void doubt() {
            // nothing lasts
        }

        @Override
        public void committed() {
            // nothing is
        }

        @Override
        public boolean mustStay() {
            return false;
        }
    }
}
