/** Migri against the clients of the databases, on scripts that nobody of this project wrote. */
@NullMarked
package io.migri.corpora;

import org.jspecify.annotations.NullMarked;
