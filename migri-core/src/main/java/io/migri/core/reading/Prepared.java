package io.migri.core.reading;

import io.migri.api.Migration;
import io.migri.core.plugin.ExecutorRegistry;
import io.migri.core.script.PreparedScript;
import io.migri.core.script.ScriptShape;
import io.migri.spi.DialectSession;
import io.migri.spi.execution.PreparedMigration;
import java.io.IOException;
import java.sql.SQLException;

/**
 * A migration, and what came of reading it.
 *
 * @param executors who runs each kind of file
 */
public record Prepared(Migration migration, ExecutorRegistry executors, PreparedMigration script) {

    /** A hash over what its file says, as the history keeps it; known from the first reading where it is made of statements. */
    public String tokens(DialectSession session) throws SQLException, IOException {
        return script instanceof PreparedScript sql
                ? sql.tokens()
                : executors.executor(migration).tokens(migration, session);
    }

    /** Whether all that is to be known of what its file says is known from the first reading, and kept. */
    public boolean isKept() {
        return script instanceof PreparedScript sql && sql.kept() != null;
    }

    /** How its statements fall into transactions, where it is made of statements. */
    public ScriptShape shape() {
        return script instanceof PreparedScript sql ? sql.shape() : ScriptShape.NONE;
    }
}
