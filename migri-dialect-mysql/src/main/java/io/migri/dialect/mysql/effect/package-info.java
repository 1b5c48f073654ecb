/**
 * Reads the statements of a script, each with what it does to the transaction that it is sent in, to tables that no rollback restores, and to the
 * run itself. This room sends nothing.
 */
@NullMarked
package io.migri.dialect.mysql.effect;

import org.jspecify.annotations.NullMarked;
