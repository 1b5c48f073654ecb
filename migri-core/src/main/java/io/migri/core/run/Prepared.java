package io.migri.core.run;

import io.migri.api.Migration;
import io.migri.spi.PreparedMigration;

/** A migration and what came of reading it. */
record Prepared(Migration migration, PreparedMigration script) {}
