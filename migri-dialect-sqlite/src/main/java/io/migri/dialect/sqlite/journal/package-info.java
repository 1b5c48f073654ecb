/** The table that tells a later run how far an earlier one came. */
@NullMarked
package io.migri.dialect.sqlite.journal;

import org.jspecify.annotations.NullMarked;
