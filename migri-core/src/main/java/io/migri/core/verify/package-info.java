/** Tries undos in a rehearsal, and compares the schema before and after. */
@NullMarked
package io.migri.core.verify;

import org.jspecify.annotations.NullMarked;
