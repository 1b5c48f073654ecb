/**
 * Reads SQL files as the {@code mysql} client does: what the client takes for itself, where statements end, and what the core has
 * to know of each. This room sends nothing.
 */
@NullMarked
package io.migri.dialect.mysql.script;

import org.jspecify.annotations.NullMarked;
