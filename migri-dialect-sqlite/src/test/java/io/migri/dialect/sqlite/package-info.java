/** What the SQLite dialect promises, tried on real databases. */
@NullMarked
package io.migri.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
