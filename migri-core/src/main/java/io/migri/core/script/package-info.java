/** Runs scripts of SQL. */
@NullMarked
package io.migri.core.script;

import org.jspecify.annotations.NullMarked;
