/** What Migri looks at before it sends a statement and SQLite does not: names that become texts, rows that refer to nothing. */
@NullMarked
package io.migri.dialect.sqlite.check;

import org.jspecify.annotations.NullMarked;
