/** Runs {@code .py} migrations in CPython, on the run's own connection and in its transaction. */
@NullMarked
package io.migri.python;

import org.jspecify.annotations.NullMarked;
