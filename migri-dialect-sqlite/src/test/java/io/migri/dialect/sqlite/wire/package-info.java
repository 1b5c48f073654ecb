/** Errors, as SQLite has them. */
@NullMarked
package io.migri.dialect.sqlite.wire;

import org.jspecify.annotations.NullMarked;
