/** What an unfinished migration has noted down, and where the next run goes on. Sends nothing by itself. */
@NullMarked
package io.migri.core.journal;

import org.jspecify.annotations.NullMarked;
