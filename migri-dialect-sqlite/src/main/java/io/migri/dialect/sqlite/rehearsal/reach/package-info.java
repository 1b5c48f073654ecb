/** What would reach beyond the copy of a dry run, told by its text alone. */
@NullMarked
package io.migri.dialect.sqlite.rehearsal.reach;

import org.jspecify.annotations.NullMarked;
