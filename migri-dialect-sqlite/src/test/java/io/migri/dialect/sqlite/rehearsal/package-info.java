/** Dry runs, and what they must not touch. */
@NullMarked
package io.migri.dialect.sqlite.rehearsal;

import org.jspecify.annotations.NullMarked;
