/** SQLite's SQL, read. */
@NullMarked
package io.migri.dialect.sqlite.language;

import org.jspecify.annotations.NullMarked;
