/** A run in one transaction that is rolled back: what takes the place of statements that refuse one, and what stays nevertheless. */
@NullMarked
package io.migri.dialect.postgresql.rehearsal;

import org.jspecify.annotations.NullMarked;
