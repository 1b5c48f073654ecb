/** A dry run on a copy of the file. */
@NullMarked
package io.migri.dialect.sqlite.rehearsal;

import org.jspecify.annotations.NullMarked;
