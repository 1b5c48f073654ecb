/** Migri's own tables, made, written and read over plain JDBC, and a lock that is a row. Knows no database. */
@NullMarked
package io.migri.spi.support.table;

import org.jspecify.annotations.NullMarked;
