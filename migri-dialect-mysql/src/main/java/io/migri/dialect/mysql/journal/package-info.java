/** The table that keeps how far a migration has come, and what became of a statement that nobody saw the end of. */
@NullMarked
package io.migri.dialect.mysql.journal;

import org.jspecify.annotations.NullMarked;
