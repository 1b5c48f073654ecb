/** Finds migrations in directories and on the class path. */
@NullMarked
package io.migri.core.source;

import org.jspecify.annotations.NullMarked;
