/** What a PostgreSQL database is made of, part by part. It reads the catalogs, and knows no runs. */
@NullMarked
package io.migri.dialect.postgresql.schema;

import org.jspecify.annotations.NullMarked;
