/** Keeping a second run out, and telling who holds a database. */
@NullMarked
package io.migri.dialect.sqlite.lock;

import org.jspecify.annotations.NullMarked;
