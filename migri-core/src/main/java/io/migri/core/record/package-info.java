/** What the history says of a migration and its file, whether the two still agree, and the log that keeps it. Knows nothing of runs. */
@NullMarked
package io.migri.core.record;

import org.jspecify.annotations.NullMarked;
