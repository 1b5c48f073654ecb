/**
 * Splits SQL files as the {@code mysql} client does: what the client takes for itself, where a body and where a statement ends. This room sends
 * nothing.
 */
@NullMarked
package io.migri.dialect.mysql.script;

import org.jspecify.annotations.NullMarked;
