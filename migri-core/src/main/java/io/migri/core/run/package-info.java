/** One run, from the log's first reading to the lock's release. */
@NullMarked
package io.migri.core.run;

import org.jspecify.annotations.NullMarked;
