package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.core.script.PreparedScript;
import io.migri.core.script.ScriptShape;
import io.migri.spi.execution.MigrationExecutor;
import io.migri.spi.execution.PreparedMigration;

/** A migration, who runs it, and what came of reading it. */
record Prepared(Migration migration, MigrationExecutor executor, PreparedMigration script) {

    /** How its statements fall into transactions, where it is made of statements. */
    ScriptShape shape() {
        return script instanceof PreparedScript sql ? sql.shape() : ScriptShape.NONE;
    }
}
