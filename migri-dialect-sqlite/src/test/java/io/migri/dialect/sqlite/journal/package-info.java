/** The journal, and its statements as jOOQ renders them. */
@NullMarked
package io.migri.dialect.sqlite.journal;

import org.jspecify.annotations.NullMarked;
