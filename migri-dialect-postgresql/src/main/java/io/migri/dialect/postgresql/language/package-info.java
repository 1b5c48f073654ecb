/** Takes scripts and statements to pieces: tokens, names, strings. Knows no connection and no effect of a statement. */
@NullMarked
package io.migri.dialect.postgresql.language;

import org.jspecify.annotations.NullMarked;
