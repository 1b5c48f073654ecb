/** Scripts for {@code sqlite3}, the client program of SQLite. */
@NullMarked
package io.migri.dialect.sqlite.client;

import org.jspecify.annotations.NullMarked;
