/** One migration on its stage: what is known of it, what waits to be sent, and what the database has executed. Knows no transaction. */
@NullMarked
package io.migri.core.attempt;

import org.jspecify.annotations.NullMarked;
