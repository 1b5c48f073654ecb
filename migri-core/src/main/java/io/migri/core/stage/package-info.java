/** Where migrations are executed, what is kept of them and how they are run: the same for all migrations of a run. */
@NullMarked
package io.migri.core.stage;

import org.jspecify.annotations.NullMarked;
