/** The table of what was applied, and the one that keeps the files. Its statements are for others to send. */
@NullMarked
package io.migri.dialect.sqlite.history;

import org.jspecify.annotations.NullMarked;
