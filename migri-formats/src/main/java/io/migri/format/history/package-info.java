/** Tables of other tools, read over JDBC. */
@NullMarked
package io.migri.format.history;

import org.jspecify.annotations.NullMarked;
