/** A dry run on a copy of the file, and what would reach beyond that copy. */
@NullMarked
package io.migri.dialect.sqlite.rehearsal;

import org.jspecify.annotations.NullMarked;
