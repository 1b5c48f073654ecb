/** Follows what Migri says to do about each end of a run, to the letter, and looks what comes of it. */
@NullMarked
package io.migri.advice;

import org.jspecify.annotations.NullMarked;
