/** Sending statements, and telling what an error means and where in the statement it is. */
@NullMarked
package io.migri.dialect.sqlite.wire;

import org.jspecify.annotations.NullMarked;
