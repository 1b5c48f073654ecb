/** Databases as a whole: files that are made and removed. */
@NullMarked
package io.migri.dialect.sqlite.database;

import org.jspecify.annotations.NullMarked;
