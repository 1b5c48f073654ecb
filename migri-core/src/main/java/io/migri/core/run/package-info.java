/** One run, from the first reading of the log to the release of the lock. What fails is tried again or told here. */
@NullMarked
package io.migri.core.run;

import org.jspecify.annotations.NullMarked;
