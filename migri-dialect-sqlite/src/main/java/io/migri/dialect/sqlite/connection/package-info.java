/**
 * Opening a database file, and small questions to the connection: settings, version, what SQLite said. It knows the language
 * and no other room.
 */
@NullMarked
package io.migri.dialect.sqlite.connection;

import org.jspecify.annotations.NullMarked;
