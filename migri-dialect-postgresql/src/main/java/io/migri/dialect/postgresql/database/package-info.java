/** Databases as a whole: created, dropped, and whether they may come up. */
@NullMarked
package io.migri.dialect.postgresql.database;

import org.jspecify.annotations.NullMarked;
