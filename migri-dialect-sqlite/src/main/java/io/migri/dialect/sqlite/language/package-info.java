/**
 * SQLite's SQL: where statements end, what their tokens and names are, how names and values are quoted. It reads texts and asks
 * no database.
 */
@NullMarked
package io.migri.dialect.sqlite.language;

import org.jspecify.annotations.NullMarked;
