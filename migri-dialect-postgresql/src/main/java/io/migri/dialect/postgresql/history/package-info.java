/** The table of applied migrations and the one that keeps their files, and whether they may be trusted. */
@NullMarked
package io.migri.dialect.postgresql.history;

import org.jspecify.annotations.NullMarked;
