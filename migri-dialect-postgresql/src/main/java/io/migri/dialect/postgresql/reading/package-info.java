/**
 * A statement as its reader has read it, and what of it means something: told by the tokens that were noted, as long as these are good, and else
 * by its text. This room sends nothing.
 */
@NullMarked
package io.migri.dialect.postgresql.reading;

import org.jspecify.annotations.NullMarked;
