/** Statements, as a dialect reads them from a script, and a cursor to read them with. */
@NullMarked
package io.migri.spi.script;

import org.jspecify.annotations.NullMarked;
