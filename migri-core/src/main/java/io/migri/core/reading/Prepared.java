package io.migri.core.reading;

import io.migri.api.Migration;
import io.migri.core.script.PreparedScript;
import io.migri.core.script.ScriptShape;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;

/** A migration, who runs it, and what came of reading it. */
public record Prepared(Migration migration, MigrationExecutor executor, PreparedMigration script) {

    /** How its statements fall into transactions, where it is made of statements. */
    public ScriptShape shape() {
        return script instanceof PreparedScript sql ? sql.shape() : ScriptShape.NONE;
    }
}
