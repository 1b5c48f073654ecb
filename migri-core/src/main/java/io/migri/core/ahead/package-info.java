/** What a run does while the database works: the next step of its own work, on a thread beside it. */
@NullMarked
package io.migri.core.ahead;

import org.jspecify.annotations.NullMarked;
