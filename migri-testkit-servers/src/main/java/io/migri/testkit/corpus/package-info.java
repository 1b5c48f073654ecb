/** Scripts that others wrote, with what the databases' own clients take for the statements in them. */
@NullMarked
package io.migri.testkit.corpus;

import org.jspecify.annotations.NullMarked;
