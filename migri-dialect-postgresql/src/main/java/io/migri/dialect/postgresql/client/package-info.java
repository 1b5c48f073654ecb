/** Scripts for {@code psql}, the client program of PostgreSQL. */
@NullMarked
package io.migri.dialect.postgresql.client;

import org.jspecify.annotations.NullMarked;
