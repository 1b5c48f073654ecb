/** SQLite 3, through the driver {@code org.xerial:sqlite-jdbc}. */
@NullMarked
package io.migri.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
