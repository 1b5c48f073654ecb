/** Whole runs of other tools' directories. */
@NullMarked
package io.migri.format;

import org.jspecify.annotations.NullMarked;
