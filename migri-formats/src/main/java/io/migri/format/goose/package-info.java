/** Migrations of goose: both halves in one file, in the order of the numbers. */
@NullMarked
package io.migri.format.goose;

import org.jspecify.annotations.NullMarked;
