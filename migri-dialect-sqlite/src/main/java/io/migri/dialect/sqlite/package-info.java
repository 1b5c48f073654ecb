/** SQLite 3, through the driver {@code org.xerial:sqlite-jdbc}: the dialect and its session, which hand out what the rooms have. */
@NullMarked
package io.migri.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
