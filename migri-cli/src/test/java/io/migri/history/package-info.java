/** The commands that look at the history and put it right, through the real launcher. */
@NullMarked
package io.migri.history;

import org.jspecify.annotations.NullMarked;
