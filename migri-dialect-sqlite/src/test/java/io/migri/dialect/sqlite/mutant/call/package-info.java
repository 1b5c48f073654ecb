/** A call of a port, and what answers it in place of the sound plug-in. */
@NullMarked
package io.migri.dialect.sqlite.mutant.call;

import org.jspecify.annotations.NullMarked;
