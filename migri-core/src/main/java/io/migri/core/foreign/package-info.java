/** Finds out whether a directory was written for another migration tool, and whether a plain run would do something else than that tool. */
@NullMarked
package io.migri.core.foreign;

import org.jspecify.annotations.NullMarked;
