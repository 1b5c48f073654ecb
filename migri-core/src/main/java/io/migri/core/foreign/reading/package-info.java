/** What shows in files that were written for another tool: names, comments alone on their lines, numbers. */
@NullMarked
package io.migri.core.foreign.reading;

import org.jspecify.annotations.NullMarked;
