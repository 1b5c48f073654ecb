/** The table in which a run notes how far it came, and what became of a statement in doubt. */
@NullMarked
package io.migri.dialect.postgresql.journal;

import org.jspecify.annotations.NullMarked;
