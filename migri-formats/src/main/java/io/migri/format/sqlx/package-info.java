/** Migrations of sqlx: a file, or a file for each half, in the order of the numbers. */
@NullMarked
package io.migri.format.sqlx;

import org.jspecify.annotations.NullMarked;
