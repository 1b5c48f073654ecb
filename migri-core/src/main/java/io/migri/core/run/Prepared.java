package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.spi.MigrationExecutor;
import io.migri.spi.PreparedMigration;

/** A migration, who runs it, and what came of reading it. */
record Prepared(Migration migration, MigrationExecutor executor, PreparedMigration script) {}
