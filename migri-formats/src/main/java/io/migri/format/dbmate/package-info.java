/** Migrations of dbmate: both halves in one file, in the order of the file names. */
@NullMarked
package io.migri.format.dbmate;

import org.jspecify.annotations.NullMarked;
