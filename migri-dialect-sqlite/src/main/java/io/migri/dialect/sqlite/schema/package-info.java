/** What an SQLite database is made of, part by part. It reads the texts that SQLite keeps, and knows no runs. */
@NullMarked
package io.migri.dialect.sqlite.schema;

import org.jspecify.annotations.NullMarked;
