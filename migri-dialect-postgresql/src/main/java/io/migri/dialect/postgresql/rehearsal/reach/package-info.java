/** What would reach beyond the transaction of a rehearsal, in statements and in the code that the database keeps. */
@NullMarked
package io.migri.dialect.postgresql.rehearsal.reach;

import org.jspecify.annotations.NullMarked;
