/** What a statement does to the transaction, to the session and to what no rollback reaches, told from its words and from those before it. */
@NullMarked
package io.migri.dialect.postgresql.effect;

import org.jspecify.annotations.NullMarked;
