/** What the text of a migration says, without running it: its tokens, its head, its hash. */
@NullMarked
package io.migri.python.reading;

import org.jspecify.annotations.NullMarked;
