/** Dialects that break one promise each, and the test of a contract that notices. They are this dialect, but for one answer. */
@NullMarked
package io.migri.dialect.sqlite.mutant;

import org.jspecify.annotations.NullMarked;
