/**
 * What a statement reads from its session and leaves there: variables, prepared statements, temporary tables, keys, locks. This
 * room sends nothing.
 */
@NullMarked
package io.migri.dialect.mysql.use;

import org.jspecify.annotations.NullMarked;
